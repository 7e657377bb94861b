import { callJson, type Site } from "../site/site.ts";
import { showProgress } from "./show-progress.ts";

interface Step {
  cursor: string | null;
  done: number;
  total: number;
  full_text_from: number;
}

/**
 * Rebuilds the index inside the database, as wide as it is or from a year on; answers what to say at the end.
 * @param fullTextFrom 0: everything
 */
export async function reindexDatabase(site: Site, fullTextFrom?: number): Promise<string> {
  const began = performance.now();
  const ask = (body: object) => callJson<Step>(site, "/search/reindex", body);
  const step = (cursor: string) => ask({ cursor });
  let at = await ask({ cursor: null, full_text_from: fullTextFrom });
  while (at.cursor !== null) {
    at = await step(at.cursor);
    showProgress(at.done, at.total, began);
  }
  process.stderr.write("\n");
  return `搜索索引已重建：${at.total} 个修订版。${widthLine(at.full_text_from)}`;
}

const widthLine = (from: number) =>
  from === 0 ? "" : `${from} 年起的报告编入正文，更早的只编入标题；搜索的人会看到说明。`;

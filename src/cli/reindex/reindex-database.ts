import { callJson, type Site } from "../site.ts";
import { showProgress } from "./show-progress.ts";

interface Step {
  cursor: string | null;
  done: number;
  total: number;
}

/** Rebuilds the index inside the database; answers what to say at the end. */
export async function reindexDatabase(site: Site): Promise<string> {
  const began = performance.now();
  const step = (cursor: string | null) => callJson<Step>(site, "/search/reindex", { cursor });
  let at = await step(null);
  while (at.cursor !== null) {
    at = await step(at.cursor);
    showProgress(at.done, at.total, began);
  }
  process.stderr.write("\n");
  return `查找索引已重建：${at.total} 个修订版。`;
}

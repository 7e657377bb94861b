import { setTimeout as sleep } from "node:timers/promises";
import { callJson, type Site } from "../site/site.ts";
import { showProgress } from "./show-progress.ts";

interface Progress {
  phase: string;
  done: number;
  total: number;
  movedAt: string | null;
  error: string | null;
}

const PAUSE_MS = 1_000;
/** Longer than the hold of a step that broke off. */
const PATIENCE_MS = 300_000;

/** Rebuilds the index of the engine outside the database; answers what to say at the end. */
export async function rebuildOutside(site: Site, resume: boolean): Promise<string> {
  const began = performance.now();
  const step = (start: boolean) => callJson<Progress>(site, "/search/rebuild", { start });
  let at = await step(!resume);
  let seen = at.movedAt;
  let movedLast = performance.now();
  while (at.phase !== "idle") {
    if (at.phase === "failed") throw new Error(`重建中断了：${at.error ?? "没有说明原因"}。原来的索引仍在使用。`);
    at = await step(false);
    showProgress(at.done, at.total, began);
    if (at.movedAt === seen) {
      if (performance.now() - movedLast > PATIENCE_MS)
        throw new Error(`重建没有进展：${at.error ?? "没有说明原因"}。过后可以用 --resume 接着做。`);
      await sleep(PAUSE_MS);
    } else {
      seen = at.movedAt;
      movedLast = performance.now();
    }
  }
  process.stderr.write("\n");
  return `搜索索引已重建并换上：${at.done} 份报告。`;
}

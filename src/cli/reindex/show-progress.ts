import { progressLine } from "../import/progress.ts";

/** Rewrites the line of progress on standard error. */
export const showProgress = (done: number, total: number, began: number) =>
  process.stderr.write(`\r${progressLine(done, total, (performance.now() - began) / 1000)}`);

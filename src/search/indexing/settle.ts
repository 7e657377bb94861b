import type { Ctx } from "../../ctx.ts";
import type { IndexWriter, TaskState } from "../index-writer.ts";

/** Milliseconds to wait for tasks in one go; what takes longer is looked at again later. */
const PATIENCE = 8_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;

/** Waits, for a bounded time, until all tasks ended. An engine works its tasks off in order: the last is asked for first. */
export async function settle(ctx: Ctx, writer: IndexWriter, tasks: readonly number[]): Promise<TaskState> {
  let left = tasks.toReversed();
  let pause = FIRST_PAUSE;
  for (let waited = 0; ; waited += pause, pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    while (left[0] !== undefined) {
      const state = await writer.task(left[0]);
      if (state.state === "failed") return state;
      if (state.state === "waiting") break;
      left = left.slice(1);
    }
    if (left.length === 0) return { state: "succeeded" };
    if (waited >= PATIENCE) return { state: "waiting" };
    await ctx.pause(pause);
  }
}

import type { Ctx } from "../../context.ts";
import { commit } from "../../db/client.ts";
import { log } from "../../log.ts";
import { noteFailure } from "./state-store.ts";

const LONGEST = 200;

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : "unknown").slice(0, LONGEST);

/** For the system page. A failure to keep it is not worth another. */
export async function keepFailure(ctx: Ctx, error: unknown): Promise<void> {
  log("index.failed", { error: error instanceof Error ? error.name : "unknown" });
  await commit(ctx.db, [noteFailure(ctx.db, messageOf(error), ctx.now().toISOString())]).catch(() => undefined);
}

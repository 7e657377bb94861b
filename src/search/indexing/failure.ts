import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { log } from "../../log.ts";
import { classOf, messageOf } from "../../thrown.ts";
import { noteFailure } from "./state-store.ts";

const LONGEST = 200;

/** The kept part of an error's message. */
export const reasonOf = (error: unknown) => messageOf(error).slice(0, LONGEST);

/** For the system page. A failure to keep it is not worth another. */
export async function keepFailure(ctx: Ctx, error: unknown): Promise<void> {
  log("index.failed", { error: classOf(error) });
  await commit(ctx.db, [noteFailure(ctx.db, reasonOf(error), ctx.now().toISOString())]).catch(() => undefined);
}

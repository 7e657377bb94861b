import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { isoIn } from "../../outbox/deliver.ts";
import type { IndexTarget } from "./index-one-report.ts";
import { keepFailure } from "./failure.ts";
import { noteLook, noteMissing, readIndexState } from "./state-store.ts";

/** The index that this Worker may write to; null if it may not write. */
export const indexTarget = ({ index }: Pick<Ctx, "index">): IndexTarget | null =>
  index?.writer ? { name: index.name, writer: index.writer } : null;

export type IndexPresence = "there" | "missing" | "unreachable";

/**
 * Looks at the engine before anything is taken from the outbox, so that an outage uses up no tries. An index that was
 * built and is gone has to be built anew.
 */
export async function lookAtIndex(ctx: Ctx, { name, writer }: IndexTarget): Promise<IndexPresence> {
  try {
    const { built } = await readIndexState(ctx.db);
    if ((await writer.count(name)) !== null) return "there";
    if (built === name) await commit(ctx.db, [noteMissing(ctx.db, name)]);
    return "missing";
  } catch (error) {
    await keepFailure(ctx, error);
    return "unreachable";
  }
}

/** Asks for version and settings, and keeps the answers. Settings that differ do not stop the indexing. */
export async function checkEngine(ctx: Ctx, { name, writer }: IndexTarget): Promise<void> {
  try {
    const { version } = await writer.check(name);
    await commit(ctx.db, [noteLook(ctx.db, version, isoIn(ctx, 0))]);
  } catch (error) {
    await keepFailure(ctx, error);
  }
}

import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import type { Handler } from "../../outbox/deliver.ts";
import { Postponement } from "../../outbox/later.ts";
import { Undeliverable } from "../../outbox/undeliverable.ts";
import { indexOneReport } from "./index-one-report.ts";
import { indexTarget } from "./look.ts";
import { noteUnfollowed } from "./state-store.ts";

const ANOTHER_WORKER_SECONDS = 300;

/** Delivers the outbox rows of kind `index`. If no index is in use any more, the next one will have to be built anew. */
export const createIndexer =
  (ctx: Ctx): Handler =>
  async ({ report }) => {
    if (typeof report !== "number") throw new Undeliverable("names no report");
    const target = indexTarget(ctx);
    if (target) return indexOneReport(ctx, target, report);
    if (ctx.index) throw new Postponement(ANOTHER_WORKER_SECONDS, "no key to write to the index");
    await commit(ctx.db, [noteUnfollowed(ctx.db)]);
  };

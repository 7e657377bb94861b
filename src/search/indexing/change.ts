import type { Ctx } from "../../ctx.ts";
import type { Statement } from "../../db/client.ts";
import { noteChange, type ReportKey } from "./report-store.ts";
import { noteUnfollowed } from "./state-store.ts";

/**
 * For the batch of every change of what a search may find: tells the index outside the database, if one is in use, that
 * the report changed. The row names the report only; who indexes it reads its state of that moment. Decision 0093.
 */
export const indexChange = (ctx: Pick<Ctx, "db" | "index">, report: ReportKey, at: string): Statement[] =>
  ctx.index ? noteChange(ctx.db, report, at) : [noteUnfollowed(ctx.db)];

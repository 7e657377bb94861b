import type { Ctx } from "../../ctx.ts";
import { selectPublished, selectStandards, selectWithdrawn } from "./changes-store.ts";

const MOST = 200;

/** Revisions that were published, and reports that were withdrawn, after one instant and up to another; oldest first. */
export async function readChangedReports(ctx: Ctx, from: string, until: string) {
  const [published, withdrawn] = await Promise.all([
    selectPublished(ctx.db, from, until, MOST),
    selectWithdrawn(ctx.db, from, until, MOST),
  ]);
  return [...published, ...withdrawn];
}

export type ChangedReport = Awaited<ReturnType<typeof readChangedReports>>[number];

/** The standard sections that any of these revisions has. */
export const readStandards = (ctx: Ctx, revisionIds: readonly number[]): Promise<string[]> =>
  selectStandards(ctx.db, revisionIds);

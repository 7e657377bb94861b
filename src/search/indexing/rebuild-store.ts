import { and, eq, isNull, lte, notInArray, or } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { theRow } from "../../db/the-row.ts";
import { reports } from "../../reports/schema.ts";
import { searchRebuild } from "../schema.ts";
import type { Hold } from "./report-store.ts";

export type Rebuild = Omit<typeof searchRebuild.$inferSelect, "id" | "holder">;

const { id, holder: heldBy, heldUntil } = searchRebuild;
const theRebuild = eq(id, 1);
const isFree = (now: string) => or(isNull(heldUntil), lte(heldUntil, now));

export const readRebuild = async (db: Database): Promise<Rebuild> =>
  theRow(await db.select().from(searchRebuild).where(theRebuild).get());

/** The rebuild under way, for one step of it; undefined if somebody else takes one, or if none is under way. */
export const holdRebuild = (db: Database, { holder, now, until }: Hold): Promise<Rebuild | undefined> =>
  db
    .update(searchRebuild)
    .set({ heldUntil: until, holder })
    .where(and(theRebuild, notInArray(searchRebuild.phase, ["idle", "failed"]), isFree(now)))
    .returning()
    .get();

/** Begins from nothing, also if one stands still; not while somebody takes a step of one. */
export const insertRebuild = (db: Database, by: string, at: string): Statement =>
  db
    .update(searchRebuild)
    .set({
      phase: "create",
      cursor: 0,
      reports: 0,
      sentTo: null,
      sentReports: 0,
      documents: null,
      tasks: null,
      exchanging: false,
      failures: 0,
      startedAt: at,
      startedBy: by,
      movedAt: at,
      finishedAt: null,
      error: null,
      heldUntil: null,
      holder: null,
    })
    .where(and(theRebuild, isFree(at)));

export type RebuildChange = Partial<Omit<Rebuild, "heldUntil" | "startedAt" | "startedBy" | "movedAt">>;

/** Keeps how far the rebuild came. `letGo`: nothing of this step is on its way any more. */
export const moveRebuild = (
  db: Database,
  holder: string,
  at: string,
  change: RebuildChange,
  letGo: boolean,
): Statement =>
  db
    .update(searchRebuild)
    .set({ ...change, movedAt: at, ...(letGo && { heldUntil: null, holder: null }) })
    .where(and(theRebuild, eq(heldBy, holder)));

export const countReports = (db: Database): Promise<number> => db.$count(reports);

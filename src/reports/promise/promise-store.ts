import { and, desc, asc, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { columnList } from "../../db/json-each.ts";
import { bureaus, promises, reports, revisions } from "../schema.ts";
import type { PromiseVerdict, ReportPromise } from "./promise.ts";

interface Place {
  bureau: string;
  year: number;
  number: number;
}

/** The promise found in a revision; the same words in the revision before carry the decision about them along. */
export function insertPromise({ bureau, year, number }: Place, found: ReportPromise | null): Statement {
  const { section, anchor, quote } = found ?? { section: null, anchor: null, quote: null };
  const columns = columnList(
    promises.reportId,
    promises.revision,
    promises.section,
    promises.anchor,
    promises.quote,
    promises.status,
    promises.decidedBy,
    promises.decidedAt,
  );
  return sql`INSERT INTO ${promises} (${columns})
    SELECT ${reports.id}, ${number}, ${section}, ${anchor}, ${quote},
      coalesce(${promises.status}, ${found ? "found" : "none"}), ${promises.decidedBy}, ${promises.decidedAt}
    FROM ${reports} JOIN ${bureaus} ON ${bureaus.id} = ${reports.bureauId}
    LEFT JOIN ${promises} ON ${promises.reportId} = ${reports.id} AND ${promises.revision} = ${number - 1}
      AND ${promises.quote} = ${quote}
    WHERE ${bureaus.slug} = ${bureau} AND ${reports.year} = ${year}`;
}

const found = { section: promises.section, anchor: promises.anchor, quote: promises.quote, status: promises.status };
export type PromiseRow = Pick<typeof promises.$inferSelect, keyof typeof found>;

export const loadPromise = (db: Database, reportId: number, revision: number): Promise<PromiseRow | undefined> =>
  db
    .select(found)
    .from(promises)
    .where(and(eq(promises.reportId, reportId), eq(promises.revision, revision)))
    .get();

/** A promise of the current revision of a published report, as staff decide about it. */
export interface ListedPromise extends ReportPromise {
  reportId: number;
  bureau: string;
  bureauName: string;
  year: number;
  revision: number;
  status: "found" | PromiseVerdict;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** Promises that were found: a table constraint sees to it that they have section, anchor and quote. */
const selectListed = (db: Database, which: SQL | undefined) =>
  db
    .select({
      reportId: promises.reportId,
      bureau: bureaus.slug,
      bureauName: bureaus.shortName,
      year: reports.year,
      revision: promises.revision,
      section: sql<string>`${promises.section}`,
      anchor: sql<string>`${promises.anchor}`,
      quote: sql<string>`${promises.quote}`,
      status: sql<ListedPromise["status"]>`${promises.status}`,
      decidedBy: promises.decidedBy,
      decidedAt: promises.decidedAt,
    })
    .from(promises)
    .innerJoin(
      reports,
      and(
        eq(reports.id, promises.reportId),
        eq(reports.currentRevision, promises.revision),
        eq(reports.status, "published"),
      ),
    )
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .where(which);

export const listUndecided = (db: Database, limit: number): Promise<ListedPromise[]> =>
  selectListed(db, eq(promises.status, "found")).orderBy(desc(reports.year), asc(bureaus.slug)).limit(limit).all();

/** The latest decisions first. */
export const listDecided = (db: Database, limit: number): Promise<ListedPromise[]> =>
  selectListed(db, inArray(promises.status, ["confirmed", "rejected"]))
    .orderBy(desc(promises.decidedAt))
    .limit(limit)
    .all();

export const loadListed = (
  db: Database,
  bureau: string,
  year: number,
  revision: number,
): Promise<ListedPromise | undefined> =>
  selectListed(
    db,
    and(eq(bureaus.slug, bureau), eq(reports.year, year), eq(promises.revision, revision), ne(promises.status, "none")),
  ).get();

export const setVerdict = (
  db: Database,
  { reportId, revision }: { reportId: number; revision: number },
  verdict: PromiseVerdict,
  by: string,
  at: string,
): Statement =>
  db
    .update(promises)
    .set({ status: verdict, decidedBy: by, decidedAt: at })
    .where(and(eq(promises.reportId, reportId), eq(promises.revision, revision), ne(promises.status, "none")));

/** Current revisions that nobody has looked through: published before promises were kept. */
export const listUnreadPromises = (db: Database, limit: number): Promise<(Place & { revisionId: number })[]> =>
  db
    .select({ bureau: bureaus.slug, year: reports.year, number: revisions.number, revisionId: revisions.id })
    .from(reports)
    .innerJoin(bureaus, eq(bureaus.id, reports.bureauId))
    .innerJoin(revisions, and(eq(revisions.reportId, reports.id), eq(revisions.number, reports.currentRevision)))
    .leftJoin(promises, and(eq(promises.reportId, reports.id), eq(promises.revision, revisions.number)))
    .where(isNull(promises.reportId))
    .orderBy(asc(reports.id))
    .limit(limit)
    .all();

import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import type { PromiseVerdict, ReportPromise } from "./promise.ts";

interface Place {
  bureau: string;
  year: number;
  number: number;
}

/** What was found in a revision; the same words in the revision before carry the decision about them along. */
export const insertPromise = (db: Database, { bureau, year, number }: Place, found: ReportPromise | null): Statement =>
  db.run(
    sql`INSERT INTO promises (report_id, revision, section, anchor, quote, status, decided_by, decided_at)
        SELECT r.id, ${number}, ${found?.section ?? null}, ${found?.anchor ?? null}, ${found?.quote ?? null},
          coalesce(before.status, ${found ? "found" : "none"}), before.decided_by, before.decided_at
        FROM reports r JOIN bureaus b ON b.id = r.bureau_id
        LEFT JOIN promises before
          ON before.report_id = r.id AND before.revision = ${number - 1} AND before.quote = ${found?.quote ?? null}
        WHERE b.slug = ${bureau} AND r.year = ${year}`,
  );

export interface PromiseRow {
  section: string | null;
  anchor: string | null;
  quote: string | null;
  status: "none" | "found" | "confirmed" | "rejected";
}

export const loadPromise = (db: Database, reportId: number, revision: number) =>
  db.get<PromiseRow | undefined>(
    sql`SELECT section, anchor, quote, status FROM promises WHERE report_id = ${reportId} AND revision = ${revision}`,
  );

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

const LISTED = sql`p.report_id AS reportId, b.slug AS bureau, b.short_name AS bureauName, r.year, p.revision,
  p.section, p.anchor, p.quote, p.status, p.decided_by AS decidedBy, p.decided_at AS decidedAt
  FROM promises p JOIN reports r ON r.id = p.report_id AND r.current_revision = p.revision AND r.status = 'published'
  JOIN bureaus b ON b.id = r.bureau_id`;

export const listUndecided = (db: Database, limit: number) =>
  db.all<ListedPromise>(sql`SELECT ${LISTED} WHERE p.status = 'found' ORDER BY r.year DESC, b.slug LIMIT ${limit}`);

/** The latest decisions first. */
export const listDecided = (db: Database, limit: number) =>
  db.all<ListedPromise>(
    sql`SELECT ${LISTED} WHERE p.status IN ('confirmed', 'rejected') ORDER BY p.decided_at DESC LIMIT ${limit}`,
  );

export const loadListed = (db: Database, bureau: string, year: number, revision: number) =>
  db.get<ListedPromise | undefined>(
    sql`SELECT ${LISTED}
        WHERE b.slug = ${bureau} AND r.year = ${year} AND p.revision = ${revision} AND p.status <> 'none'`,
  );

export const setVerdict = (
  db: Database,
  of: { reportId: number; revision: number },
  verdict: PromiseVerdict,
  by: string,
  at: string,
): Statement =>
  db.run(
    sql`UPDATE promises SET status = ${verdict}, decided_by = ${by}, decided_at = ${at}
        WHERE report_id = ${of.reportId} AND revision = ${of.revision} AND status <> 'none'`,
  );

/** Current revisions that nobody has looked through: published before promises were kept. */
export const listUnreadPromises = (db: Database, limit: number) =>
  db.all<Place & { revisionId: number }>(
    sql`SELECT b.slug AS bureau, r.year, v.number, v.id AS revisionId
        FROM reports r JOIN bureaus b ON b.id = r.bureau_id
        JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision
        LEFT JOIN promises p ON p.report_id = r.id AND p.revision = v.number
        WHERE p.report_id IS NULL ORDER BY r.id LIMIT ${limit}`,
  );

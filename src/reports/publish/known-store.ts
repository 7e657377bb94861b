import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { isOneOf, jsonEach } from "../../db/json-each.ts";
import { bureaus, reports, revisions } from "../schema.ts";

export interface KnownFile {
  sha256: string;
  bureau: string;
  bureauName: string;
  year: number;
  revision: number;
  title: string;
  sections: number;
  paragraphs: number;
}

const MOST_KNOWN = 1000;

const known = (sha256s: readonly string[]) =>
  sql`SELECT j.value AS sha256, ${bureaus.slug} AS bureau, ${bureaus.name} AS bureauName, ${reports.year} AS year,
      ${revisions.number} AS revision, ${revisions.title} AS title, ${revisions.sectionCount} AS sections,
      ${revisions.paragraphCount} AS paragraphs
    FROM ${jsonEach(sha256s)}
      JOIN ${revisions} ON ${revisions.fileSha256} = j.value
      JOIN ${reports} ON ${reports.id} = ${revisions.reportId} AND ${reports.status} = 'published'
      JOIN ${bureaus} ON ${bureaus.id} = ${reports.bureauId}
    ORDER BY j.key, ${revisions.number} DESC LIMIT ${MOST_KNOWN}`;

/** Which of the files published reports were made from, each once; and the size of the database in bytes. */
export async function selectKnownFiles(db: Database, sha256s: readonly string[]) {
  // Run, though it reads: only the raw answer says how large the database is.
  const { results, meta } = (await db.run(known(sha256s))) as D1Result<KnownFile>;
  const files = [...new Map(results.toReversed().map((file) => [file.sha256, file])).values()];
  return { files, bytes: meta.size_after };
}

/** Those of the files that any revision was made from, of withdrawn reports too. */
export async function knownOriginals(db: Database, sha256s: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ sha256: revisions.fileSha256 })
    .from(revisions)
    .where(isOneOf(revisions.fileSha256, sha256s))
    .all();
  return new Set(rows.map(({ sha256 }) => sha256));
}

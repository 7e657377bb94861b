import type { Section } from "../../../src/reports/report.ts";
import type { Journal } from "../journal.ts";
import { query, type Storage } from "../models/storage.ts";

/** The data that an invariant examines, and the list for its faults. */
export interface Inquiry {
  storage: Storage;
  journal: Journal;
  wrong: (what: string) => void;
}

export interface StoredRevision {
  id: number;
  reportId: number;
  bureauId: number;
  bureau: string;
  /** Every slug the bureau has or had. */
  slugs: string[];
  year: number;
  number: number;
  currentRevision: number;
  status: "published" | "withdrawn";
  title: string;
  publishedAt: string;
  fileSha256: string;
  textSha256: string;
  sectionCount: number;
}

export async function loadRevisions({ storage }: Inquiry): Promise<StoredRevision[]> {
  const rows = await query<Omit<StoredRevision, "slugs"> & { slugs: string }>(
    storage,
    `SELECT v.id, r.id AS reportId, b.id AS bureauId, b.slug AS bureau, r.year, v.number,
       r.current_revision AS currentRevision, r.status, v.title, v.published_at AS publishedAt,
       v.file_sha256 AS fileSha256, v.text_sha256 AS textSha256, v.section_count AS sectionCount,
       (SELECT json_group_array(slug) FROM (SELECT b.slug UNION ALL SELECT slug FROM former_slugs WHERE bureau_id = b.id)) AS slugs
     FROM revisions v JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id ORDER BY v.id`,
  );
  return rows.map((row) => ({ ...row, slugs: JSON.parse(row.slugs) as string[] }));
}

export type StoredSection = Section & { id: number };

export async function loadSections({ storage }: Inquiry, revision: number): Promise<StoredSection[]> {
  const rows = await query<Omit<StoredSection, "blocks"> & { blocks: string }>(
    storage,
    `SELECT id, position, parent, depth, slug, numeral, heading, title, standard, blocks FROM sections
     WHERE revision_id = ? ORDER BY position`,
    revision,
  );
  return rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) as Section["blocks"] }));
}

export const nameOf = ({ bureau, year, number }: StoredRevision) => `${bureau} ${year} r${number}`;

/** Rows of a table that fit, for invariants that only count. */
export async function count({ storage }: Inquiry, from: string, ...values: (string | number)[]): Promise<number> {
  const [row] = await query<{ n: number }>(storage, `SELECT count(*) AS n FROM ${from}`, ...values);
  return row?.n ?? 0;
}

import type { Database } from "../../db/client.ts";

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

const KNOWN = `SELECT j.value AS sha256, b.slug AS bureau, b.name AS bureauName, r.year, v.number AS revision, v.title,
    v.section_count AS sections, v.paragraph_count AS paragraphs
  FROM json_each(?1) j
    JOIN revisions v ON v.file_sha256 = j.value
    JOIN reports r ON r.id = v.report_id AND r.status = 'published'
    JOIN bureaus b ON b.id = r.bureau_id
  ORDER BY j.key, v.number DESC LIMIT 1000`;

/** Which of the files published reports were made from, each once; and the size of the database in bytes. */
export async function selectKnownFiles(db: Database, sha256s: readonly string[]) {
  const { results, meta } = await db.$client.prepare(KNOWN).bind(JSON.stringify(sha256s)).all<KnownFile>();
  const files = [...new Map(results.toReversed().map((file) => [file.sha256, file])).values()];
  return { files, bytes: meta.size_after };
}

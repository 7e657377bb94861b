import type { Section } from "../../src/reports/report.ts";
import { documentsOf } from "../../src/search/indexing/index-documents.ts";
import { createIndexWriter } from "../../src/search/meilisearch/writing/writer.ts";

export interface PutOutside {
  url: string;
  index: string;
  key: string;
  /** Revisions with a higher id, at most so many. */
  after: number;
  most: number;
}

interface Row extends Omit<Section, "blocks"> {
  id: number;
  blocks: string;
  revision: number;
  number: number;
  current_revision: number;
  report: number;
  bureau: number;
  year: number;
}

/** Puts the next revisions of the tables into the index outside. */
export async function putOutside(db: D1Database, { url, index, key, after, most }: PutOutside) {
  const { results } = await db
    .prepare(
      `SELECT s.*, v.id AS revision, v.number, r.id AS report, r.bureau_id AS bureau, r.year, r.current_revision
       FROM (SELECT * FROM revisions WHERE id > ?1 ORDER BY id LIMIT ?2) v
       JOIN reports r ON r.id = v.report_id JOIN sections s ON s.revision_id = v.id ORDER BY v.id, s.position`,
    )
    .bind(after, most)
    .all<Row>();
  const documents = [...Map.groupBy(results, (row) => row.revision).values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const { report, bureau, year, number, current_revision } = first;
    const sections = rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) as Section["blocks"] }));
    return documentsOf({ report, bureau, year, number, current: number === current_revision, sections });
  });
  const last = results.at(-1)?.revision;
  if (last === undefined) return { task: null, sections: 0, last: after };
  return { task: await createIndexWriter({ url, key }).put(index, documents), sections: results.length, last };
}

import { outlineJson, toIndexRows } from "../../search/fts5/index-rows.ts";
import { NARROW_TOKEN } from "../../search/text/tokens.ts";
import type { Ailment, Archive, Write } from "../../doctor/archive.ts";
import { isSound, loadStoredSections, type CheckedRevision, type StoredSection as Section } from "./load-sections.ts";

interface IndexedRevision extends CheckedRevision {
  isCurrent: number;
  missing: number;
}

const INDEXES = { current: ["sections_fts", "sections_chars"], earlier: ["history_fts", "history_chars"] } as const;
const PUBLISHED = `FROM sections s JOIN revisions v ON v.id = s.revision_id
  JOIN reports r ON r.id = v.report_id AND r.status = 'published' JOIN bureaus b ON b.id = r.bureau_id`;

/**
 * Every section of a published report's revisions can be found in its index, as wide as the index claims to be; nothing else can.
 */
export async function checkIndex(archive: Archive): Promise<Ailment[]> {
  const [catalog] = await archive.query<{ full_text_from: number }>(
    "SELECT full_text_from FROM search_catalog WHERE id = 1",
  );
  return [
    ...(await checkMissing(archive, catalog?.full_text_from ?? 0)),
    ...(await checkStray(archive, INDEXES.current, "=")),
    ...(await checkStray(archive, INDEXES.earlier, ">")),
  ];
}

async function checkMissing(archive: Archive, fullTextFrom: number): Promise<Ailment[]> {
  const absentFrom = (table: string) =>
    `s.id NOT IN (SELECT rowid FROM ${table})
     OR (r.year < ${fullTextFrom}) <> (s.id IN (SELECT rowid FROM ${table} WHERE ${table} MATCH '"${NARROW_TOKEN}"'))`;
  const absent = (tables: readonly string[]) => `(${tables.map(absentFrom).join(" OR ")})`;
  const rows = await archive.query<IndexedRevision>(
    `SELECT v.id AS revisionId, b.id AS bureauId, b.slug AS bureau, r.year, v.number, v.title, v.text_sha256 AS textSha256,
       r.current_revision = v.number AS isCurrent,
       sum(CASE WHEN r.current_revision = v.number THEN ${absent(INDEXES.current)} ELSE ${absent(INDEXES.earlier)} END)
         + (v.id NOT IN (SELECT revision_id FROM search_outlines)) AS missing
     ${PUBLISHED} GROUP BY v.id HAVING missing > 0 ORDER BY v.id`,
  );
  return Promise.all(
    rows.map(async (row) => {
      const sections = await loadStoredSections(archive, row.revisionId);
      return {
        where: `${row.bureau} ${row.year} 第${row.number}版`,
        what: `${row.missing} 处不在搜索索引里，或与索引应有的范围不符`,
        repair: isSound(row, sections)
          ? () => archive.write(rebuild(row, sections, row.year < fullTextFrom))
          : undefined,
      };
    }),
  );
}

/** The rows of one revision as publishing makes them (src/search/fts5/index-report.ts). */
function rebuild(row: IndexedRevision, sections: readonly Section[], isNarrow: boolean): Write[] {
  const ids = sections.map(({ id }) => id);
  const [words, chars] = row.isCurrent === 1 ? INDEXES.current : INDEXES.earlier;
  const insert = (table: string, id: number, body: string): Write => [
    `INSERT INTO ${table} (rowid, body) VALUES (?, ?)`,
    id,
    `_b${row.bureauId} ${body}`,
  ];
  return [
    ...[...INDEXES.current, ...INDEXES.earlier].map((table) => dropRows(table, ids)),
    ...toIndexRows(sections, row.year).flatMap((whole, at) => {
      const id = ids[at];
      const text = isNarrow ? whole.narrow : whole;
      return id === undefined ? [] : [insert(words, id, text.body), insert(chars, id, text.chars)];
    }),
    [
      `INSERT OR REPLACE INTO search_outlines (revision_id, report_id, bureau_id, year, number, published_at, outline)
       SELECT v.id, r.id, r.bureau_id, r.year, v.number, v.published_at, ?
       FROM revisions v JOIN reports r ON r.id = v.report_id WHERE v.id = ?`,
      outlineJson(sections),
      row.revisionId,
    ],
    CATALOG,
  ];
}

const dropRows = (table: string, ids: readonly number[]): Write => [
  `DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`,
  JSON.stringify(ids),
];

const CATALOG: Write = [
  `UPDATE search_catalog SET first_section = coalesce((SELECT min(id) FROM sections_fts_docsize), 0),
     last_section = coalesce((SELECT max(id) FROM sections_fts_docsize), 0) WHERE id = 1`,
];

async function checkStray(archive: Archive, tables: readonly string[], relation: "=" | ">"): Promise<Ailment[]> {
  const ailments: Ailment[] = [];
  for (const table of tables) {
    const stray = await archive.query<{ id: number }>(
      `SELECT f.rowid AS id FROM ${table} f
       WHERE f.rowid NOT IN (SELECT s.id ${PUBLISHED} AND r.current_revision ${relation} v.number)`,
    );
    const ids = stray.map(({ id }) => id);
    if (ids.length > 0)
      ailments.push({
        where: `搜索索引 ${table}`,
        what: `有 ${ids.length} 节不该在里面`,
        repair: async () => archive.write([dropRows(table, ids), CATALOG]),
      });
  }
  return ailments;
}

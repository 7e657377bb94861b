import type { Ailment, Archive } from "./archive.ts";

const ADVICE = "；请运行 npm run reindex 重建";

/** Every section of a published report's current revision can be found; nothing of a withdrawn one can. */
export async function checkIndex(archive: Archive): Promise<Ailment[]> {
  const missing = await archive.query<{ bureau: string; year: number; sections: number }>(
    `SELECT b.slug AS bureau, r.year, count(*) AS sections
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id
       JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision
       JOIN sections s ON s.revision_id = v.id
     WHERE r.status = 'published' AND s.id NOT IN (SELECT rowid FROM sections_fts)
     GROUP BY r.id`,
  );
  const stray = await archive.query<{ id: number }>(
    `SELECT f.rowid AS id FROM sections_fts f
     WHERE f.rowid NOT IN (
       SELECT s.id FROM sections s JOIN revisions v ON v.id = s.revision_id
         JOIN reports r ON r.id = v.report_id AND r.current_revision = v.number AND r.status = 'published')`,
  );
  return [
    ...missing.map(({ bureau, year, sections }) => ({
      where: `${bureau} ${year}`,
      what: `${sections} 节不在查找索引里${ADVICE}`,
    })),
    ...(stray.length > 0 ? [{ where: "查找索引", what: `有 ${stray.length} 节不该在里面${ADVICE}` }] : []),
  ];
}

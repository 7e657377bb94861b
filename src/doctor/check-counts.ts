import type { Ailment, Archive } from "./archive.ts";

const current = (column: string) =>
  `(SELECT coalesce(sum(v.${column}), 0) FROM reports r
    JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision WHERE r.status = 'published')`;
const COLUMNS = "bureaus, demo_bureaus, revisions, sections, characters";
const TOTALS = `(SELECT count(*) FROM bureaus), (SELECT count(*) FROM bureaus WHERE demo = 1),
  (SELECT count(*) FROM revisions), ${current("section_count")}, ${current("character_count")}`;
const YEARS = `SELECT year, sum(status = 'published') AS published, sum(status = 'withdrawn') AS withdrawn,
  sum(year = (SELECT min(year) FROM reports f WHERE f.bureau_id = r.bureau_id)) AS begun FROM reports r GROUP BY year`;

/** The counts that triggers keep are those of the tables. Decision 0100. */
export async function checkCounts(archive: Archive): Promise<Ailment[]> {
  const ailments: Ailment[] = [];
  const same = await archive.query(`SELECT 1 FROM archive_counts WHERE (${COLUMNS}) = (SELECT ${TOTALS})`);
  if (same.length === 0)
    ailments.push({
      where: "全站计数",
      what: "与数据表不符，可以重算",
      repair: async () =>
        void (await archive.query(`INSERT OR REPLACE INTO archive_counts (id, ${COLUMNS}) SELECT 1, ${TOTALS}`)),
    });
  const years = await archive.query<{ year: number }>(
    `SELECT year FROM (SELECT year, published, withdrawn, begun FROM year_counts EXCEPT ${YEARS})
     UNION SELECT year FROM (${YEARS} EXCEPT SELECT year, published, withdrawn, begun FROM year_counts)`,
  );
  return [...ailments, ...years.map(({ year }) => toAilment(archive, year))];
}

const toAilment = (archive: Archive, year: number): Ailment => ({
  where: `${year} 年的计数`,
  what: "与数据表不符，可以重算",
  repair: async () => {
    await archive.query("DELETE FROM year_counts WHERE year = ?", year);
    await archive.query(
      `INSERT INTO year_counts (year, published, withdrawn, begun) SELECT * FROM (${YEARS}) WHERE year = ?`,
      year,
    );
  },
});

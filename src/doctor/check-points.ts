import type { Ailment, Archive } from "./archive.ts";

interface Stale {
  reportId: number;
  bureau: string;
  year: number;
}

/**
 * What the tables of the indicators say by themselves: points are of the revision in force, hidden if the report is withdrawn, and
 * counted as often as they are. That a text states them is for the command, which reads the texts.
 */
export async function checkPointTables(archive: Archive): Promise<Ailment[]> {
  const stale = await archive.query<Stale>(
    `SELECT r.id AS reportId, b.slug AS bureau, r.year FROM reports r JOIN bureaus b ON b.id = r.bureau_id
     WHERE EXISTS (SELECT 1 FROM indicator_points i WHERE i.bureau_id = r.bureau_id AND i.stated_in = r.year
       AND (i.revision <> r.current_revision OR i.hidden <> (r.status = 'withdrawn'))) ORDER BY r.id`,
  );
  const stray = await archive.query<{ bureau: string; year: number }>(
    `SELECT DISTINCT b.slug AS bureau, i.stated_in AS year FROM indicator_points i JOIN bureaus b ON b.id = i.bureau_id
     WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.bureau_id = i.bureau_id AND r.year = i.stated_in)`,
  );
  return [
    ...stale.map(({ reportId, bureau, year }) => ({
      where: `${bureau} ${year} 的指标`,
      what: "整理的数字不是现行版本的，定时任务会重读",
      repair: () => archive.write([["UPDATE indicator_reports SET reader = 0 WHERE report_id = ?", reportId]]),
    })),
    ...stray.map(({ bureau, year }) => ({ where: `${bureau} ${year} 的指标`, what: "没有这份报告" })),
    ...(await checkPointCounts(archive)),
  ];
}

const COUNTED = `SELECT indicator, year, count(*) AS n FROM indicator_points
  WHERE left_out IS NULL AND hidden = 0 GROUP BY indicator, year`;

async function checkPointCounts(archive: Archive): Promise<Ailment[]> {
  const stated = await archive.query<{ indicator: string; year: number; n: number }>(COUNTED);
  const [row] = await archive.query<{ points: string; byYear: string }>(
    "SELECT points, by_year AS byYear FROM indicator_counts",
  );
  const points = JSON.parse(row?.points ?? "{}") as Record<string, number>;
  const byYear = JSON.parse(row?.byYear ?? "{}") as Record<string, Record<string, number>>;
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const same =
    stated.every(({ indicator, year, n }) => byYear[indicator]?.[year] === n) &&
    total(stated.map(({ n }) => n)) === total(Object.values(points)) &&
    total(stated.map(({ n }) => n)) === total(Object.values(byYear).flatMap((years) => Object.values(years)));
  return same ? [] : [{ where: "指标的计数", what: "与数据表不符，可以重算", repair: () => recount(archive) }];
}

const recount = (archive: Archive) =>
  archive.write([
    [
      `UPDATE indicator_counts SET
         points = (SELECT json_group_object(indicator, n) FROM (SELECT indicator, sum(n) AS n FROM (${COUNTED}) GROUP BY indicator)),
         by_year = (SELECT json_group_object(indicator, json(years)) FROM (
           SELECT indicator, json_group_object(year, n) AS years FROM (${COUNTED}) GROUP BY indicator))`,
    ],
  ]);

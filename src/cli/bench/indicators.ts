import { startMeteredSite } from "./metered-site.ts";
import { percentile } from "./load.ts";
import { type BenchRow, printLine, roundedTo } from "./table.ts";

const BUREAUS = 625;
const YEARS = { first: 2009, last: 2024 };
const TIMES = 9;
const PAGES = {
  "all indicators": "/indicators",
  "one indicator": "/indicators/volunteer-hours",
  "its third page": "/indicators/volunteer-hours?page=3",
  "three bureaus, six years": "/indicators/volunteer-hours?bureau=many-1&bureau=many-2&bureau=many-3&from=2019&to=2024",
  "its table": "/indicators/volunteer-hours.csv",
  "its picture": "/indicators/volunteer-hours.svg",
  "its points": "/api/v1/indicators/volunteer-hours",
  "one bureau": "/bureaus/many-1/indicators",
};

type Site = Awaited<ReturnType<typeof startMeteredSite>>;

/** Ten thousand reports, copied from a demonstration report as rows: how long their indicators take to be read again, and their pages. */
export async function benchIndicators(): Promise<BenchRow[]> {
  const site = await startMeteredSite();
  try {
    const reports = await copyReports(site);
    const refilled = await refill(site, reports);
    printLine(refilled);
    const rows: BenchRow[] = [];
    let visit = 1;
    for (const [page, path] of Object.entries(PAGES)) {
      const costs = [];
      for (let time = 0; time < TIMES; time += 1) costs.push(await site.cost(path, {}, { delayMs: 0, visit: visit++ }));
      const bytes = (await (await fetch(site.origin + path)).arrayBuffer()).byteLength;
      const took = costs.map(({ ms }) => ms);
      const row = {
        page,
        journeys: Math.max(...costs.map(({ journeys }) => journeys)),
        "rows read": Math.max(...costs.map(({ rows: read }) => read)),
        kB: roundedTo(bytes / 1000, 1),
        "ms p50": roundedTo(percentile(took, 0.5)),
        "ms p95": roundedTo(percentile(took, 0.95)),
      };
      printLine(row);
      rows.push(row);
    }
    return [...rows, refilled];
  } finally {
    await site.close();
  }
}

/** Bureaus with sixteen reports each. Every report states another number of hours. Answers how many there are in all. */
async function copyReports({ db }: Site): Promise<number> {
  const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BUREAUS})`;
  await db
    .prepare(
      `INSERT INTO bureaus (id, slug, name, short_name, created_at) ${numbers}
       SELECT 1000 + i, 'many-' || i, '示例市第' || i || '水务局', '第' || i || '水务局', '2026-01-01T00:00:00.000Z' FROM n`,
    )
    .run();
  const from = "FROM reports r JOIN bureaus d ON d.id = r.bureau_id AND d.slug = 'donghu' AND r.year = 2024";
  const template = `${from} JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision`;
  for (let year = YEARS.first; year <= YEARS.last; year += 1) {
    const id = `(b.id - 1000) * 100 + ${year - YEARS.first} + 100000`;
    const many = "JOIN bureaus b ON b.slug LIKE 'many-%'";
    await db.batch([
      db.prepare(
        `INSERT INTO reports (id, bureau_id, year, current_revision, first_published_at, updated_at)
         SELECT ${id}, b.id, ${year}, 1, r.first_published_at, r.updated_at ${from} ${many}`,
      ),
      db.prepare(
        `INSERT INTO revisions (id, report_id, number, title, published_at, published_by, file_sha256, file_name, file_type, file_size,
           text_sha256, encoding, import_notes, section_count, paragraph_count, character_count)
         SELECT ${id}, ${id}, 1, b.name || ${year} || '年度社会责任报告', v.published_at, v.published_by, v.file_sha256, v.file_name,
           v.file_type, v.file_size, v.text_sha256, v.encoding, '[]', v.section_count, v.paragraph_count, v.character_count
         ${template} ${many}`,
      ),
      db.prepare(
        `INSERT INTO sections (revision_id, position, parent, depth, slug, numeral, heading, title, standard, blocks)
         SELECT ${id}, s.position, s.parent, s.depth, s.slug, s.numeral, s.heading, s.title, s.standard,
           replace(s.blocks, '4,760小时', (3000 + (b.id * 37 + ${year} * 101) % 3000) || '小时')
         ${template} JOIN sections s ON s.revision_id = v.id ${many}`,
      ),
    ]);
  }
  return BUREAUS * (YEARS.last - YEARS.first + 1);
}

/** Reads the indicators of every report, as the cron trigger does, without its pauses. */
async function refill(site: Site, reports: number): Promise<BenchRow> {
  const began = performance.now();
  const rounds: number[] = [];
  let read = 0;
  for (;;) {
    const round = performance.now();
    const answer = await fetch(`${site.origin}/`, { headers: { "x-bench-refill": "1" } });
    const { reports: count } = (await answer.json()) as { reports: number };
    if (count === 0) break;
    read += count;
    rounds.push(performance.now() - round);
  }
  if (read < reports) throw new Error(`${read} of ${reports} reports were read`);
  const points = await site.db.prepare("SELECT count(*) AS n FROM indicator_points").first<number>("n");
  return {
    page: `reading ${read} reports again`,
    points: points ?? 0,
    rounds: rounds.length,
    "seconds in all": roundedTo((performance.now() - began) / 1000),
    "ms p50": roundedTo(percentile(rounds, 0.5)),
    "ms p95": roundedTo(percentile(rounds, 0.95)),
  };
}

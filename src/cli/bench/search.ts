import { join } from "node:path";
import { doneWhen } from "./done-when.ts";
import { prefixOf, publishReports, readReports } from "./search-data.ts";
import { fuzz } from "./search-fuzz.ts";
import { queriesFrom, type BenchRequest } from "./search-queries.ts";
import { percentile, startSearchSite, type BenchReport, type SearchSite } from "./search-site.ts";
import { markdownTable, rounded, tell, type Row } from "./table.ts";

const SIZES = [1000, 10_000, Infinity];
/** For the second site that takes half of the random queries. */
const FUZZ_SECTIONS = 1000;
const CPU_QUERIES = 40;
const REPEATS = 20;

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

/**
 * Speed, cost and size of search over the laws in the folder `data`, in workerd on a local D1; then what people ask for
 * beside the real reports, and random queries, none of which may fail. BENCH_SECTIONS, BENCH_QUERIES and BENCH_FUZZ
 * make it smaller.
 */
export async function benchSearch(data: string): Promise<Row[]> {
  const most = setting("BENCH_SECTIONS", Infinity);
  const reports = await readReports(join(data, "laws_sections.jsonl.gz"), most);
  const sites = [await startSearchSite()];
  try {
    const [site] = sites as [SearchSite];
    const rows: Row[] = [];
    let published = 0;
    for (const size of new Set(SIZES.map((sections) => prefixOf(reports, sections)))) {
      const grown = await grow(site, reports, published, size);
      published = size;
      for (const row of await measureAll(site, reports.slice(0, published)))
        rows.push({ sections: grown.sections, ...row });
    }
    process.stdout.write(`\n${markdownTable(await doneWhen(site))}\n`);
    sites.push(await smallSite(reports));
    const count = setting("BENCH_FUZZ", 100_000);
    const rate = await fuzz(sites, reports, count);
    process.stdout.write(`\n${count} random queries, ${rate} a second, none failed\n\n`);
    return rows;
  } finally {
    for (const site of sites) await site.close();
  }
}

async function smallSite(reports: readonly BenchReport[]): Promise<SearchSite> {
  const site = await startSearchSite();
  await publishReports(site, reports.slice(0, prefixOf(reports, FUZZ_SECTIONS)));
  await site.tidy();
  return site;
}

/** Publishes the reports from `from` to `to`, and says how fast and how large the index became. */
async function grow(site: SearchSite, reports: readonly BenchReport[], from: number, to: number) {
  const sections = sizeOf(reports.slice(0, to)).sections;
  const added = sections - sizeOf(reports.slice(0, from)).sections;
  const { characters } = sizeOf(reports.slice(0, to));
  const start = performance.now();
  await publishReports(site, reports.slice(from, to));
  const seconds = (performance.now() - start) / 1000;
  const unmerged = await indexBytes(site);
  await site.tidy();
  const size = {
    sections,
    characters,
    "sections indexed a second": Math.round(added / seconds),
    "bytes a character": rounded((await indexBytes(site)) / characters, 2),
    "before tidying": rounded(unmerged / characters, 2),
  };
  tell(size);
  return size;
}

function sizeOf(reports: readonly BenchReport[]) {
  const sections = reports.flatMap((report) => report.sections);
  const characters = sections.reduce((sum, { heading, text }) => sum + heading.length + text.length, 0);
  return { sections: sections.length, characters };
}

async function indexBytes(site: SearchSite): Promise<number> {
  const tables = ["sections_fts", "sections_chars"].flatMap((table) => [
    `(SELECT sum(length(block)) FROM ${table}_data)`,
    `(SELECT sum(length(term) + 10) FROM ${table}_idx)`,
    `(SELECT sum(length(sz) + 12) FROM ${table}_docsize)`,
  ]);
  const { results } = await site.sql(
    `SELECT ${tables.join(" + ")} + (SELECT sum(length(outline) + 60) FROM search_outlines) AS bytes`,
  );
  return Number(results[0]?.["bytes"]);
}

async function measureAll(site: SearchSite, reports: readonly BenchReport[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, requests] of queriesFrom(reports, setting("BENCH_QUERIES", 200))) {
    const row = await measure(site, kind, requests);
    tell(row);
    rows.push(row);
  }
  return rows;
}

async function measure(site: SearchSite, kind: string, requests: readonly BenchRequest[]): Promise<Row> {
  const answers: { ms: number; rowsRead: number; journeys: number }[] = [];
  const oneRow: number[] = [];
  const cpu: number[] = [];
  for (const request of requests) {
    answers.push(await site.search(request));
    if (answers.length % 10 === 0) oneRow.push((await site.oneRow()).ms);
  }
  for (const request of requests.slice(0, CPU_QUERIES)) cpu.push(await cpuOf(site, request));
  const times = answers.map((answer) => answer.ms);
  const rows = answers.map((answer) => answer.rowsRead);
  return {
    kind,
    queries: requests.length,
    "ms p50": rounded(percentile(times, 0.5), 2),
    "ms p95": rounded(percentile(times, 0.95), 2),
    "÷ one row": rounded(percentile(times, 0.5) / percentile(oneRow, 0.5), 1),
    journeys: rounded(answers.reduce((sum, { journeys }) => sum + journeys, 0) / answers.length, 1),
    "rows p95": percentile(rows, 0.95),
    "rows most": Math.max(...rows),
    "CPU ms p50": rounded(percentile(cpu, 0.5), 2),
    "CPU ms p95": rounded(percentile(cpu, 0.95), 2),
  };
}

/** The Worker's own milliseconds: a search repeated on the answers D1 gave, less the same request without repeats. */
async function cpuOf(site: SearchSite, request: BenchRequest): Promise<number> {
  const time = async (times: number) => {
    const start = performance.now();
    await site.cpu({ ...request, times });
    return performance.now() - start;
  };
  const once = await time(0);
  return Math.max(0, ((await time(REPEATS)) - once) / REPEATS);
}

import { join } from "node:path";
import { percentile } from "../load.ts";
import { workerdCpuMs } from "../workerd-processes.ts";
import { askPeoplesQueries, publishRealReports } from "./done-when.ts";
import { type BenchEngine, startOutside } from "./outside-index.ts";
import { prefixOf, publishReports, readBenchReports } from "./search-data.ts";
import { fuzz } from "./search-fuzz.ts";
import { queriesFrom, type BenchRequest } from "./search-queries.ts";
import { startSearchSite, type BenchAnswer, type BenchReport, type SearchSite } from "./search-site.ts";
import { markdownTable, roundedTo, printLine, type BenchRow } from "../table.ts";

const SIZES = [1000, 10_000, Infinity];
/** For the second site that takes half of the random queries. */
const FUZZ_SECTIONS = 1000;
/** The smaller sizes and the engine outside are asked so many times fewer queries. */
const FEWER = 4;
const CPU_QUERIES = 40;
/** CPU time is counted in hundredths of a second: a quarter of a millisecond a search. */
const REPEATS = 40;

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

/**
 * Speed, cost and size of search over the laws in the folder `data`, in workerd on a local D1 and, if there is
 * one, on a Meilisearch beside it; then what people ask for
 * beside the real reports, and random queries, none of which may fail. BENCH_SECTIONS, BENCH_QUERIES and BENCH_FUZZ
 * make it smaller.
 */
export async function benchSearch(data: string): Promise<BenchRow[]> {
  const most = setting("BENCH_SECTIONS", Infinity);
  const reports = await readBenchReports(join(data, "laws_sections.jsonl.gz"), most);
  const sites = [await startSearchSite()];
  try {
    const [site] = sites as [SearchSite];
    const outside = await startOutside(site);
    const engines: BenchEngine[] = [{ name: "D1 FTS5" }];
    if (outside) engines.push({ name: `Meilisearch ${outside.version}`, outside: outside.settings });
    const rows: BenchRow[] = [];
    let published = 0;
    for (const size of new Set(SIZES.map((sections) => prefixOf(reports, sections)))) {
      const { sections } = await grow(site, reports, published, size);
      published = size;
      if (outside) printLine({ "Meilisearch, sections indexed a second": await outside.follow() });
      const few = size < reports.length;
      for (const engine of engines)
        rows.push(...(await measureAll(site, engine, reports.slice(0, size), sections, few)));
    }
    if (await publishRealReports(site)) {
      await outside?.follow();
      process.stdout.write(`\n${markdownTable(await askPeoplesQueries(site, engines))}\n\n`);
    }
    await askRandomly(sites, reports);
    return rows;
  } finally {
    for (const site of sites) await site.close();
  }
}

/** Half of the random queries go to a second, small site, so that both cores work. */
async function askRandomly(sites: SearchSite[], reports: readonly BenchReport[]) {
  const small = await startSearchSite();
  sites.push(small);
  await publishReports(small, reports.slice(0, prefixOf(reports, FUZZ_SECTIONS)));
  await small.tidy();
  const count = setting("BENCH_FUZZ", 100_000);
  const rate = await fuzz(sites, reports, count);
  process.stdout.write(`\n${count} random queries, ${rate} a second, none failed\n\n`);
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
    "bytes a character": roundedTo((await indexBytes(site)) / characters, 2),
    "before tidying": roundedTo(unmerged / characters, 2),
  };
  printLine(size);
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

async function measureAll(
  site: SearchSite,
  { name, outside }: BenchEngine,
  reports: readonly BenchReport[],
  sections: number,
  few: boolean,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const count = setting("BENCH_QUERIES", 200) / (few || outside ? FEWER : 1);
  for (const [kind, requests] of queriesFrom(reports, count)) {
    const measured = await measure(
      site,
      requests.map((request) => ({ ...request, outside })),
    );
    const row = { sections, engine: name, kind, ...measured };
    printLine(row);
    rows.push(row);
  }
  return rows;
}

async function measure(site: SearchSite, requests: readonly AskedOf[]): Promise<BenchRow> {
  const answers: BenchAnswer[] = [];
  const agreed: boolean[] = [];
  const oneRow: number[] = [];
  const cpu: number[] = [];
  for (const request of requests) {
    const answer = await site.search(request);
    answers.push(answer);
    if (request.outside && answer.result)
      agreed.push(isSameFirst(answer, await site.search({ ...request, outside: undefined })));
    if (answers.length % 10 === 0) oneRow.push((await site.oneRow()).ms);
  }
  for (const request of requests.slice(0, CPU_QUERIES)) if (!request.outside) cpu.push(await cpuOf(site, request));
  const times = answers.map((answer) => answer.ms);
  const rows = answers.map((answer) => answer.rowsRead);
  return {
    queries: requests.length,
    late: answers.filter(({ result }) => result === null).length,
    "same first as D1": agreed.length > 0 ? `${agreed.filter(Boolean).length} of ${agreed.length}` : "",
    "ms p50": roundedTo(percentile(times, 0.5), 1),
    "ms p95": roundedTo(percentile(times, 0.95), 1),
    "÷ one row": roundedTo(percentile(times, 0.5) / percentile(oneRow, 0.5), 1),
    journeys: roundedTo(answers.reduce((sum, { journeys }) => sum + journeys, 0) / answers.length, 1),
    "rows p95": percentile(rows, 0.95),
    "rows most": Math.max(...rows),
    "CPU ms p50": cpu.length > 0 ? roundedTo(percentile(cpu, 0.5), 1) : "",
    "CPU ms p95": cpu.length > 0 ? roundedTo(percentile(cpu, 0.95), 1) : "",
  };
}

const isSameFirst = (one: BenchAnswer, other: BenchAnswer) => firstOf(one) === firstOf(other);

const firstOf = ({ result }: BenchAnswer) => {
  const [hit] = result?.hits ?? [];
  return hit && [hit.bureau, hit.year, hit.section].join("/");
};

type AskedOf = BenchRequest & { outside: BenchEngine["outside"] };

/**
 * The Worker's own milliseconds: a search repeated on the answers D1 gave, less the same request without repeats. By the CPU time
 * of workerd, which other work on the machine leaves alone; by the clock if there is no /proc.
 */
async function cpuOf(site: SearchSite, request: BenchRequest): Promise<number> {
  const used = async (times: number) => {
    const [cpuBefore, clockBefore] = [await workerdCpuMs(), performance.now()];
    await site.cpu({ ...request, times });
    const [cpu, clock] = [await workerdCpuMs(), performance.now()];
    return cpu === null || cpuBefore === null ? clock - clockBefore : cpu - cpuBefore;
  };
  const once = await used(0);
  return Math.max(0, ((await used(REPEATS)) - once) / REPEATS);
}

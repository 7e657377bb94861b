import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { markdownTable, rounded, type Row } from "./table.ts";
import { percentile, startSearchSite, type BenchReport, type SearchSite } from "./search-site.ts";

interface LawSection {
  title: string;
  heading: string;
  text: string;
}

const YEARS_A_BUREAU = 30;
const FIRST_YEAR = 1995;
const STANDARDS = ["volunteering", "environment", "honest-service", "staff-training", "profile"];

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

/**
 * Speed, cost and size of search over the laws in the folder `data`, in workerd on a local D1; then random queries,
 * none of which may fail. BENCH_SECTIONS, BENCH_QUERIES and BENCH_FUZZ make it smaller.
 */
export async function benchSearch(data: string): Promise<Row[]> {
  const laws = await readLaws(join(data, "laws_sections.jsonl.gz"), setting("BENCH_SECTIONS", Infinity));
  const characters = laws.reduce((sum, law) => sum + law.text.length + law.heading.length, 0);
  const site = await startSearchSite();
  try {
    const start = performance.now();
    await publish(site, laws);
    const seconds = (performance.now() - start) / 1000;
    const unmerged = await indexBytes(site);
    await site.tidy();
    const size = {
      sections: laws.length,
      characters,
      "sections indexed a second": Math.round(laws.length / seconds),
      "bytes a character": rounded((await indexBytes(site)) / characters, 2),
      "before tidying": rounded(unmerged / characters, 2),
    };
    process.stdout.write(`\n${markdownTable([size])}\n`);
    const rows: Row[] = [];
    for (const [kind, requests] of queriesFrom(laws, setting("BENCH_QUERIES", 200)))
      rows.push(await measure(site, kind, requests));
    const fuzzed = await fuzz(site, laws, setting("BENCH_FUZZ", 100_000));
    process.stdout.write(`\n${fuzzed} random queries, none failed\n`);
    return rows;
  } finally {
    await site.close();
  }
}

export async function readLaws(file: string, most: number): Promise<LawSection[]> {
  const laws: LawSection[] = [];
  const input = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  for await (const line of input) {
    if (laws.length >= most) break;
    laws.push(JSON.parse(line) as LawSection);
  }
  return laws;
}

/** One law, one report; every third section of a law gets a standard section, for facets. */
export async function publish(site: SearchSite, laws: readonly LawSection[]) {
  const reports: BenchReport[] = [];
  let title = "";
  for (const law of laws) {
    if (law.title !== title) {
      title = law.title;
      const n = reports.length;
      const bureau = `b${Math.floor(n / YEARS_A_BUREAU)}`;
      reports.push({ bureau, year: FIRST_YEAR + (n % YEARS_A_BUREAU), sections: [] });
    }
    const sections = reports.at(-1)?.sections ?? [];
    const standard =
      sections.length % 3 === 2 ? STANDARDS[Math.floor(sections.length / 3) % STANDARDS.length] : undefined;
    sections.push({ heading: law.heading, text: law.text, ...(standard ? { standard } : {}) });
  }
  for (let i = 0; i < reports.length; i += 50) await site.publish(reports.slice(i, i + 50));
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

type Request = { query: string; bureaus?: string[]; years?: number[]; sections?: string[] };

/** Runs of characters as they stand in the texts, so frequent strings are asked as often as they occur. */
export function queriesFrom(laws: readonly LawSection[], count: number): [string, Request[]][] {
  const random = mulberry(20_261_121);
  const run = (length: number): string => {
    for (;;) {
      const text = (laws[Math.floor(random() * laws.length)]?.text ?? "").replace(/\s+/g, "");
      const from = Math.floor(random() * Math.max(1, text.length - length));
      const part = text.slice(from, from + length);
      if (part.length === length && (length > 4 || /^\p{Script=Han}+$/u.test(part))) return part;
    }
  };
  const many = (make: () => Request) => Array.from({ length: count }, make);
  return [
    ...[1, 2, 4, 8, 23].map((n): [string, Request[]] => [`${n} characters`, many(() => ({ query: run(n) }))]),
    ["23 characters, one wrong", many(() => ({ query: wrong(run(23), random) }))],
    ["two words", many(() => ({ query: `${run(2)} ${run(2)}` }))],
    ["question", many(() => ({ query: `${run(6)}的${run(4)}有哪些${run(5)}？` }))],
    ["2 characters, year and bureau", many(() => ({ query: run(2), years: [2010], bureaus: ["b3"] }))],
    ["4 characters, year and section", many(() => ({ query: run(4), years: [2012], sections: ["volunteering"] }))],
  ];
}

const wrong = (text: string, random: () => number) => {
  const at = Math.floor(random() * text.length);
  return `${text.slice(0, at)}鬻${text.slice(at + 1)}`;
};

async function measure(site: SearchSite, kind: string, requests: readonly Request[]): Promise<Row> {
  const times: number[] = [];
  const rows: number[] = [];
  const cpu: number[] = [];
  for (const request of requests) {
    const answer = await site.search(request);
    times.push(answer.ms);
    rows.push(answer.rowsRead);
  }
  for (const request of requests.slice(0, 60)) cpu.push(await cpuOf(site, request));
  return {
    kind,
    queries: requests.length,
    "ms p50": rounded(percentile(times, 0.5), 2),
    "ms p95": rounded(percentile(times, 0.95), 2),
    "rows p95": percentile(rows, 0.95),
    "rows most": Math.max(...rows),
    "CPU ms p50": rounded(percentile(cpu, 0.5), 2),
    "CPU ms p95": rounded(percentile(cpu, 0.95), 2),
  };
}

const REPEATS = 20;

/** The Worker's own milliseconds: a search repeated on the answers D1 gave, less the same request without repeats. */
async function cpuOf(site: SearchSite, request: Request): Promise<number> {
  const time = async (times: number) => {
    const start = performance.now();
    await site.cpu({ ...request, times });
    return performance.now() - start;
  };
  const once = await time(0);
  return Math.max(0, ((await time(REPEATS)) - once) / REPEATS);
}

const SYNTAX = [
  '"',
  "*",
  "(",
  ")",
  "AND",
  "OR",
  "NOT",
  "NEAR(",
  "title:",
  "-",
  "－",
  "“",
  "”",
  "标题:",
  "年:",
  "^",
  "+",
  "{",
  "}",
  "\u0000",
  "\ud800",
  " ",
  "　",
  "\n",
  "%",
  "'",
  ";--",
];

async function fuzz(site: SearchSite, laws: readonly LawSection[], count: number): Promise<number> {
  const random = mulberry(7);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const piece = (): string => {
    const text = pick(laws)?.text ?? "";
    const from = Math.floor(random() * text.length);
    if (random() < 0.5) return text.slice(from, from + 1 + Math.floor(random() * 6));
    return random() < 0.8 ? (pick(SYNTAX) ?? "") : String.fromCharCode(Math.floor(random() * 0x10000));
  };
  for (let done = 0; done < count; done += 100) {
    const queries = Array.from({ length: Math.min(100, count - done) }, () =>
      Array.from({ length: 1 + Math.floor(random() * 8) }, piece).join(""),
    );
    const { failed } = await site.fuzz(queries);
    if (failed.length > 0) throw new Error(`a query failed: ${JSON.stringify(failed[0])}`);
  }
  return count;
}

function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

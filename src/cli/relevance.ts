import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { foldText } from "../search/text/fold.ts";
import { percentile } from "./bench/load.ts";
import { startOutside } from "./bench/search/outside-index.ts";
import { startSearchSite, type BenchReport, type SearchSite } from "./bench/search/search-site.ts";
import { newCommand } from "./command/command.ts";

interface Passage {
  id: string;
  title?: string;
  text: string;
}

interface Judged {
  id: string;
  query: string;
  relevant: string[];
  /** How much each of the passages says, from 1; without it all that are relevant say the same. */
  relevance?: Record<string, number>;
}

interface Measures {
  file: string;
  queries: number;
  mrr10: number;
  recall10: number;
  ndcg10: number;
  /** By grades, if the data has any: gain 2^grade - 1. */
  gradedNdcg10: number | null;
  setRecall: number | null;
  setPrecision: number | null;
  /** How many of all results hold the query in title or text, folded, whatever the labels say. */
  containing: number | null;
  p50: number;
  p95: number;
  rowsP50: number;
  rowsP95: number;
}

const SECTIONS_A_REPORT = 40;
const YEARS_A_BUREAU = 100;
const DEPTH = 10;
const PAGE = 100;
/** Here the engine may take its time: only the results are measured. */
const BUDGET_MS = 60_000;

const lines = async <T>(file: string) =>
  (await readFile(file, "utf8")).split("\n").flatMap((line) => (line.trim() ? [JSON.parse(line) as T] : []));

const command = newCommand("npm run relevance", "用一组问题测量搜索有多准，在 workerd 里的 D1 上")
  .argument("<dir>", "文件夹，里面有 passages.jsonl 和 queries*.jsonl")
  .addOption(new Option("--engine <name>", "用哪个引擎回答").choices(["fts5", "meilisearch"]).default("fts5"))
  .option("--json <file>", "把结果写成 JSON")
  .option("--limit <n>", "每个文件最多用几个问题", toLimit)
  .option("--only <name>", "只用名字里有这几个字的文件")
  .option("--misses <file>", "写下第一条结果不对的问题")
  .option("--dump <file>", "写下每个问题的前十条结果，一行一个")
  .parse();
const [dir = "."] = command.args;
const options = command.opts<{
  engine: string;
  json?: string;
  limit?: number;
  only?: string;
  misses?: string;
  dump?: string;
}>();

function toLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError("应是正整数。");
}

if (!existsSync(join(dir, "passages.jsonl"))) command.error(`${dir} 里没有 passages.jsonl：要测量的段落一行一个。`);
if (options.engine === "meilisearch" && !(process.env.MEILI_URL && process.env.MEILI_MASTER_KEY))
  command.error("用 meilisearch 测量要有服务器：请设置环境变量 MEILI_URL 和 MEILI_MASTER_KEY。");
const site = await startSearchSite();
try {
  const passages = await lines<Passage>(join(dir, "passages.jsonl"));
  const ids = await publish(site, passages);
  const ask = await questioner(site);
  const texts = new Map(passages.map(({ id, title = "", text }) => [id, foldText(title + text)]));
  const files = (await readdir(dir)).filter((name) => /^queries.*\.jsonl$/.test(name)).sort();
  const table: Measures[] = [];
  const misses: string[] = [];
  const dump: string[] = [];
  for (const file of files.filter((name) => name.includes(options.only ?? ""))) {
    const queries = (await lines<Judged>(join(dir, file))).slice(0, options.limit);
    table.push(await measure(ask, file, queries, { ids, texts }, { misses, dump }));
  }
  console.table(table);
  if (options.json) await writeFile(options.json, `${JSON.stringify(table, null, 2)}\n`);
  if (options.misses) await writeFile(options.misses, misses.join("\n"));
  if (options.dump) await writeFile(options.dump, dump.join("\n"));
} finally {
  await site.close();
}

type Questioner = Pick<SearchSite, "search">;

async function questioner(of: SearchSite): Promise<Questioner> {
  if (options.engine === "fts5") return of;
  const outside = await startOutside(of);
  if (!outside) throw new Error("--engine meilisearch needs a server: set MEILI_URL and MEILI_MASTER_KEY");
  await outside.follow();
  return { search: (request) => of.search({ ...request, outside: { ...outside.settings, budget: BUDGET_MS } }) };
}

/** Publishes every passage as a section; returns the place of each one. */
async function publish(to: SearchSite, passages: Passage[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const reports: BenchReport[] = [];
  for (let i = 0; i < passages.length; i += SECTIONS_A_REPORT) {
    const bureau = `b${Math.floor(reports.length / YEARS_A_BUREAU)}`;
    const year = 1991 + (reports.length % YEARS_A_BUREAU);
    const sections = passages.slice(i, i + SECTIONS_A_REPORT);
    sections.forEach((passage, n) => ids.set(`${bureau}/${year}/s${n}`, passage.id));
    reports.push({ bureau, year, sections: sections.map(({ title = "", text }) => ({ heading: title, text })) });
  }
  for (let i = 0; i < reports.length; i += 20) await to.publish(reports.slice(i, i + 20));
  return ids;
}

interface Published {
  /** bureau/year/section → passage */
  ids: ReadonlyMap<string, string>;
  /** Folded, by passage. */
  texts: ReadonlyMap<string, string>;
}

async function measure(
  on: Questioner,
  file: string,
  queries: readonly Judged[],
  { ids, texts }: Published,
  { misses, dump }: Record<"misses" | "dump", string[]>,
): Promise<Measures> {
  const times: number[] = [];
  const rows: number[] = [];
  const sums = { mrr: 0, recall: 0, ndcg: 0, graded: 0, found: 0, wanted: 0, right: 0, returned: 0, holding: 0 };
  const sets = file.includes("substr");
  for (const { id, query, relevant, relevance } of queries) {
    const answer = await on.search({ query });
    times.push(answer.ms);
    rows.push(answer.rowsRead);
    const wanted = new Set(relevant);
    const toId = (hit: { bureau: string; year: number; section: string }) =>
      ids.get(`${hit.bureau}/${hit.year}/${hit.section}`) ?? "";
    const found = (answer.result?.hits ?? []).map(toId);
    const rank = found.slice(0, DEPTH).findIndex((hit) => wanted.has(hit));
    if (rank !== 0) misses.push(JSON.stringify({ file, id, query, relevant, rank, found: found.slice(0, 3) }));
    sums.mrr += rank < 0 ? 0 : 1 / (rank + 1);
    sums.recall += found.slice(0, DEPTH).filter((hit) => wanted.has(hit)).length / Math.min(wanted.size, DEPTH);
    sums.ndcg += ndcg(found, Object.fromEntries(relevant.map((each) => [each, 1])));
    sums.graded += relevance ? ndcg(found, relevance) : 0;
    dump.push(JSON.stringify({ file, id, query, found: found.slice(0, DEPTH) }));
    if (!sets) continue;
    const all = await everyExactHit(on, query, toId);
    const right = [...all].filter((hit) => wanted.has(hit)).length;
    sums.found += right;
    sums.wanted += wanted.size;
    sums.right += right;
    sums.returned += all.size;
    sums.holding += [...all].filter((hit) => texts.get(hit)?.includes(foldText(query))).length;
  }
  const share = (sum: number, of: number) => Math.round((sum / of) * 100_000) / 1000;
  return {
    file,
    queries: queries.length,
    mrr10: share(sums.mrr, queries.length),
    recall10: share(sums.recall, queries.length),
    ndcg10: share(sums.ndcg, queries.length),
    gradedNdcg10: queries.some(({ relevance }) => relevance) ? share(sums.graded, queries.length) : null,
    setRecall: sets ? share(sums.found, sums.wanted) : null,
    setPrecision: sets ? share(sums.right, sums.returned) : null,
    containing: sets ? share(sums.holding, sums.returned) : null,
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    rowsP50: percentile(rows, 0.5),
    rowsP95: percentile(rows, 0.95),
  };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** @param grades of passages, from 1 */
function ndcg(found: readonly string[], grades: Record<string, number>): number {
  const gain = (grade: number, rank: number) => (2 ** grade - 1) / Math.log2(rank + 2);
  const sum = (values: readonly number[]) =>
    values.slice(0, DEPTH).reduce((all, grade, rank) => all + gain(grade, rank), 0);
  const ideal = sum(Object.values(grades).toSorted((a, b) => b - a));
  return ideal === 0 ? 0 : sum(found.map((id) => grades[id] ?? 0)) / ideal;
}

async function everyExactHit(
  on: Questioner,
  query: string,
  toId: (hit: { bureau: string; year: number; section: string }) => string,
): Promise<Set<string>> {
  const all = new Set<string>();
  for (let page = 1; ; page++) {
    const { result } = await on.search({ query, page, size: PAGE });
    const exact = (result?.hits ?? []).filter((hit) => hit.tier === "exact");
    for (const hit of exact) all.add(toId(hit));
    if (exact.length < PAGE) return all;
  }
}

import { readFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";
import { costOfMillion, PRICE_TABLE, type PricedUsage } from "../deploy/cost.ts";
import { workerdCpuMs } from "./workerd-processes.ts";
import { HELLO, startDirectSite } from "./direct-site.ts";
import { benchEdition, publication } from "./edition.ts";
import { remark } from "./feedback.ts";
import { startMeteredSite, type RequestCost } from "./metered-site.ts";
import { type BenchRow, roundedTo, printLine } from "./table.ts";

const REPORT = "/reports/donghu/2023";
const FEEDBACK = "/api/v1/feedback";
const REPORTS = "/api/v1/reports";
const FIRST_YEAR = 1995;
const YEARS = 30;
const FREE: RequestCost = { queries: 0, rows: 0, written: 0, journeys: 0, ms: 0 };

interface Kind {
  kind: string;
  times: number;
  path: (n: number) => string;
  init?: (n: number) => RequestInit;
  /** Answered without the database. */
  free?: boolean;
  /** The CPU and rows that it uses beside a request. */
  also?: PricedUsage;
}

/**
 * What a million requests of each kind cost at list prices: rows of D1 as D1 counts them, and the CPU of the whole of
 * workerd, the local D1 included, which is more than the Worker would be charged for.
 */
export async function benchCost(): Promise<BenchRow[]> {
  const report = await readFile(inProject("samples/donghu-2020.txt"), "utf8");
  const metered = await startMeteredSite();
  const costs = new Map<string, RequestCost>();
  for (const kind of await kindsFor(report, metered)) costs.set(kind.kind, await meter(metered, kind));
  await metered.close();
  const site = await startDirectSite();
  try {
    const rows: BenchRow[] = [];
    for (const kind of await kindsFor(report, site)) {
      const row = toRow(kind, costs.get(kind.kind) ?? FREE, await cpuOf(site, kind));
      printLine(row);
      rows.push(row);
    }
    process.stdout.write(`\nprices of ${PRICE_TABLE.plan}, read ${PRICE_TABLE.read}, US dollars\n\n`);
    return rows;
  } finally {
    await site.close();
  }
}

async function kindsFor(report: string, { db, token }: Published): Promise<Kind[]> {
  const pages = await sectionPages(db);
  return [
    { kind: "hello world", times: 3000, path: () => HELLO, free: true },
    { kind: "page from memory", times: 3000, path: () => REPORT, free: true },
    { kind: "page, first time", times: 200, path: (n) => pages[n % pages.length] ?? REPORT },
    { kind: "search, first time", times: 200, path: (n) => `/search?q=${encodeURIComponent(runOf(report, n))}` },
    { kind: "remark", times: 18, path: () => FEEDBACK, init: remark },
    {
      kind: "publishing a report of 30 sections",
      times: 40,
      path: () => REPORTS,
      init: (n) => publication(nth(report, n), token),
      also: { fileRead: 1, fileWritten: 1 },
    },
  ];
}

const nth = (report: string, n: number) =>
  benchEdition(report, `示例市${n < YEARS ? "西" : "北"}泠电信局`, FIRST_YEAR + (n % YEARS));

type Published = Pick<Awaited<ReturnType<typeof startMeteredSite>>, "db" | "token">;

/** Each is answered from memory the second time. */
async function sectionPages(db: Published["db"]): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT b.slug AS bureau, r.year, s.slug FROM sections s JOIN revisions v ON v.id = s.revision_id
       JOIN reports r ON r.id = v.report_id AND r.current_revision = v.number JOIN bureaus b ON b.id = r.bureau_id`,
    )
    .all<{ bureau: string; year: number; slug: string }>();
  return results.map(({ bureau, year, slug }) => `/reports/${bureau}/${year}/${slug}`);
}

/** Two to four Han characters that stand together in the report, others for every `n`. */
function runOf(report: string, n: number): string {
  const runs = report.match(/\p{Script=Han}{4}/gu) ?? [];
  return (runs[n % runs.length] ?? "").slice(0, 2 + (n % 3));
}

/** The second of its kind: the first also fills what an isolate keeps. */
async function meter(site: Awaited<ReturnType<typeof startMeteredSite>>, kind: Kind): Promise<RequestCost> {
  if (kind.free) return FREE;
  await site.cost(kind.path(0), kind.init?.(0));
  return site.cost(kind.path(1), kind.init?.(1));
}

/** Milliseconds of CPU a request. */
async function cpuOf(site: Awaited<ReturnType<typeof startDirectSite>>, kind: Kind): Promise<number | null> {
  const once = async (n: number) => {
    const answer = await fetch(site.origin + kind.path(n), kind.init?.(n));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${kind.kind} was answered ${answer.status}: ${text.slice(0, 500)}`);
  };
  await once(0);
  const before = await workerdCpuMs();
  for (let n = 1; n <= kind.times; n++) await once(n);
  const after = await workerdCpuMs();
  return before === null || after === null ? null : (after - before) / kind.times;
}

function toRow({ kind, also }: Kind, { queries, rows, written }: RequestCost, cpuMs: number | null): BenchRow {
  const usage: PricedUsage = { request: 1, cpuMs: cpuMs ?? 0, rowRead: rows, rowWritten: written, ...also };
  const { total, ...costs } = costOfMillion(usage);
  const dollars = (amount: number) => roundedTo(amount, 2);
  return {
    kind,
    "CPU ms": cpuMs === null ? "not measured" : roundedTo(cpuMs, 2),
    queries,
    "rows read": rows,
    "rows written": written,
    "$ requests": dollars(costs.request),
    "$ CPU": dollars(costs.cpuMs),
    "$ rows read": dollars(costs.rowRead),
    "$ rows written": dollars(costs.rowWritten),
    "$ files": dollars(costs.fileRead + costs.fileWritten),
    "$ a million": dollars(total),
  };
}

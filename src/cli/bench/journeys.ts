import { remark } from "./feedback.ts";
import { percentile } from "./load.ts";
import { startMeteredSite } from "./metered-site.ts";
import { type BenchRow, printLine, roundedTo } from "./table.ts";

/** How far away the database is: beside the Worker, in the same part of the world, on another continent. */
const DELAYS = [0, 20, 80];
const TIMES = 6;
const WORDS = ["志愿", "投诉", "培训", "节能", "党员", "体检", "安全", "用电", "献血", "共建", "荣誉", "诚信", "环保"];

interface Kind {
  kind: string;
  path: (n: number) => string;
  init?: (n: number) => RequestInit;
  /** How often it is asked at each distance, if not `TIMES`: the form takes only so many from one place. */
  times?: number;
}

const word = (n: number) => WORDS[n % WORDS.length] ?? "";
const two = (n: number) => `${word(n)} ${word(n + 1 + Math.floor(n / WORDS.length))}`;

const KINDS: Kind[] = [
  { kind: "home", path: () => "/" },
  { kind: "bureau", path: () => "/bureaus/donghu" },
  { kind: "report", path: () => "/reports/donghu/2023" },
  { kind: "section", path: () => "/reports/donghu/2023/volunteering" },
  { kind: "compare", path: () => "/compare?section=volunteering&report=donghu/2023&report=donghu/2021" },
  { kind: "indicator", path: () => "/indicators/volunteer-hours" },
  { kind: "search, new words", path: (n) => `/search?q=${encodeURIComponent(two(n))}` },
  { kind: "search, a question", path: (n) => `/search?q=${encodeURIComponent(`东湖局2023年${word(n)}了多少`)}` },
  { kind: "search API", path: (n) => `/api/v1/search?q=${encodeURIComponent(`${two(n)} 年`)}` },
  { kind: "suggest", path: (n) => `/api/v1/suggest?q=${encodeURIComponent(word(n))}` },
  { kind: "register", path: () => "/feedback" },
  { kind: "remark", path: () => "/api/v1/feedback", init: remark, times: 3 },
];

/** The cost of the distance to the database: each kind of request with a delay before every answer of D1. */
export async function benchJourneys(): Promise<BenchRow[]> {
  const site = await startMeteredSite();
  const rows: BenchRow[] = [];
  let n = 1;
  try {
    for (const { kind, path, init, times = TIMES } of KINDS) {
      const row: BenchRow = { kind };
      for (const delay of DELAYS) {
        const costs = [];
        for (let time = 0; time < times; time++, n++) {
          costs.push(await site.cost(path(n), init?.(n), { delayMs: delay, visit: n }));
        }
        const took = costs.map(({ ms }) => ms);
        row["journeys"] = Math.max(...costs.map(({ journeys }) => journeys));
        row["queries"] = Math.max(...costs.map(({ queries }) => queries));
        row[`ms p50 at ${delay} ms`] = roundedTo(percentile(took, 0.5));
        row[`p95 at ${delay} ms`] = roundedTo(percentile(took, 0.95));
      }
      printLine(row);
      rows.push(row);
    }
    return rows;
  } finally {
    await site.close();
  }
}

import { startTestSite } from "../test-site.ts";
import { load, type LoadResult, percentile, request } from "./load.ts";
import { type Row, rounded } from "./table.ts";

const HELLO = "/bench/hello";
const PAGES = {
  home: "/",
  bureau: "/bureaus/donghu",
  year: "/years/2023",
  report: "/reports/donghu/2023",
  section: "/reports/donghu/2023/volunteering",
  "report as JSON": "/reports/donghu/2023.json",
  revisions: "/reports/donghu/2023/revisions",
  difference: "/reports/donghu/2023/diff/1..2",
};
const ROUNDS = 3;
const SECONDS = 1.5;
const AS_BROWSER = { "accept-encoding": "gzip" };

interface Cost {
  queries: number;
  rows: number;
}

/** Throughput of each page and of its 304, as a share of a hello-world route of the same Worker, measured in turns. */
export async function benchPages(): Promise<Row[]> {
  const site = await startTestSite({ main: "test/bench/pages-worker.ts", samples: true });
  try {
    await load(site.origin + HELLO, {}, 200, 1);
    const rows: Row[] = [];
    for (const [name, path] of Object.entries(PAGES)) rows.push(await benchPage(site.origin, name, path));
    return rows;
  } finally {
    await site.close();
  }
}

async function benchPage(origin: string, name: string, path: string): Promise<Row> {
  const url = origin + path;
  const cold = await request(url, { ...AS_BROWSER, "x-bench-cost": "1" });
  const cost = JSON.parse(String(cold.headers["x-bench-cost"])) as Cost;
  const etag = String(cold.headers.etag);
  const hello: LoadResult[] = [];
  const page: LoadResult[] = [];
  const unchanged: LoadResult[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    hello.push(await load(origin + HELLO, AS_BROWSER, 200, SECONDS));
    page.push(await load(url, AS_BROWSER, 200, SECONDS));
    unchanged.push(await load(url, { ...AS_BROWSER, "if-none-match": etag }, 304, SECONDS));
  }
  const median = (results: LoadResult[], value: (result: LoadResult) => number) => percentile(results.map(value), 0.5);
  const rate = (results: LoadResult[]) => median(results, (result) => result.rate);
  return {
    page: name,
    queries: cost.queries,
    "rows read": cost.rows,
    "bytes sent": cold.bytes,
    "hello/s": rounded(rate(hello)),
    "page/s": rounded(rate(page)),
    "page ÷ hello": rounded(rate(page) / rate(hello), 2),
    "304/s": rounded(rate(unchanged)),
    "304 ÷ hello": rounded(rate(unchanged) / rate(hello), 2),
    "page p95 ms": rounded(
      median(page, (result) => result.p95),
      1,
    ),
  };
}

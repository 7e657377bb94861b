import { HELLO, startDirectSite } from "./direct-site.ts";
import { type RequestCost, startMeteredSite } from "./metered-site.ts";
import { load, type LoadResult, percentile, request } from "./load.ts";
import { type Row, rounded } from "./table.ts";

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
const ROUNDS = 7;
const SECONDS = 0.6;
const AS_BROWSER = { "accept-encoding": "gzip" };

/** Throughput of each page and of its 304, as a share of a hello-world route of the same Worker, measured in turns. */
export async function benchPages(): Promise<Row[]> {
  const costs = await measureCosts();
  const site = await startDirectSite();
  try {
    await load(site.origin + HELLO, {}, 200, 1);
    const rows: Row[] = [];
    for (const [name, path] of Object.entries(PAGES)) {
      const { queries = 0, rows: rowsRead = 0 } = costs.get(path) ?? {};
      rows.push({ page: name, queries, "rows read": rowsRead, ...(await benchPage(site.origin, path)) });
    }
    return rows;
  } finally {
    await site.close();
  }
}

/** What the first request for each page asks of D1; later ones are answered from memory. */
async function measureCosts(): Promise<Map<string, RequestCost>> {
  const site = await startMeteredSite();
  const costs = new Map<string, RequestCost>();
  for (const path of Object.values(PAGES)) costs.set(path, await site.cost(path));
  await site.close();
  return costs;
}

async function benchPage(origin: string, path: string): Promise<Row> {
  const url = origin + path;
  const cold = await request(url, AS_BROWSER);
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
  const share = (results: LoadResult[]) =>
    percentile(
      results.map((result, round) => result.rate / (hello[round]?.rate ?? Number.NaN)),
      0.5,
    );
  return {
    "bytes sent": cold.bytes,
    "hello/s": rounded(rate(hello)),
    "page/s": rounded(rate(page)),
    "page ÷ hello": rounded(share(page), 2),
    "304/s": rounded(rate(unchanged)),
    "304 ÷ hello": rounded(share(unchanged), 2),
    "page p95 ms": rounded(
      median(page, (result) => result.p95),
      1,
    ),
  };
}

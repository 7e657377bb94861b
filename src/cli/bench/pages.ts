import { HELLO, SAME, startDirectSite } from "./direct-site.ts";
import { type RequestCost, startMeteredSite } from "./metered-site.ts";
import { measureLoad, type LoadResult, percentile, request } from "./load.ts";
import { type BenchRow, roundedTo } from "./table.ts";

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
/** A constant text, answered through our own router and middleware with all headers: our own hello world. */
const ROUTE = "/robots.txt";
const ROUNDS = 21;
const SECONDS = 0.2;
const AS_BROWSER = { "accept-encoding": "gzip" };

/**
 * Throughput of each page and of its 304 as a share of hello world in the same Worker, of an answer with the page's own bytes
 * and headers that passes none of our code, and of a constant text through our own router; measured in turns.
 */
export async function benchPages(): Promise<BenchRow[]> {
  const costs = await measureCosts();
  const site = await startDirectSite();
  try {
    await measureLoad(site.origin + HELLO, {}, 200, 1);
    const rows: BenchRow[] = [];
    for (const [name, path] of Object.entries(PAGES)) {
      const { queries = 0, rows: rowsRead = 0 } = costs.get(path) ?? {};
      rows.push({ page: name, queries, "rows read": rowsRead, ...(await benchPage(site.origin, path)) });
    }
    return rows;
  } finally {
    await site.close();
  }
}

/** The D1 queries of the first request for each page; later ones are answered from memory. */
async function measureCosts(): Promise<Map<string, RequestCost>> {
  const site = await startMeteredSite();
  const costs = new Map<string, RequestCost>();
  for (const path of Object.values(PAGES)) costs.set(path, await site.cost(path));
  await site.close();
  return costs;
}

async function benchPage(origin: string, path: string): Promise<BenchRow> {
  const cold = await request(origin + path, AS_BROWSER);
  await request(origin + SAME + path, AS_BROWSER);
  const unchanged = { ...AS_BROWSER, "if-none-match": String(cold.headers.etag) };
  const turns = {
    hello: () => measureLoad(origin + HELLO, AS_BROWSER, 200, SECONDS),
    page: () => measureLoad(origin + path, AS_BROWSER, 200, SECONDS),
    same: () => measureLoad(origin + SAME + path, AS_BROWSER, 200, SECONDS),
    route: () => measureLoad(origin + ROUTE, AS_BROWSER, 200, SECONDS),
    unchanged: () => measureLoad(origin + path, unchanged, 304, SECONDS),
  };
  const measured = { hello: [], page: [], same: [], route: [], unchanged: [] } as Record<Turn, LoadResult[]>;
  for (let round = 0; round < ROUNDS; round++)
    for (const [turn, take] of Object.entries(turns)) measured[turn as Turn].push(await take());
  const rate = (turn: Turn) =>
    percentile(
      measured[turn].map((result) => result.rate),
      0.5,
    );
  const share = (of: Turn, by: Turn) => {
    const shares = measured[of].map((result, round) => result.rate / (measured[by][round]?.rate ?? Number.NaN));
    return roundedTo(percentile(shares, 0.5), 2);
  };
  const p95 = percentile(
    measured.page.map((result) => result.p95),
    0.5,
  );
  return {
    "bytes sent": cold.bytes,
    "hello/s": roundedTo(rate("hello")),
    "page/s": roundedTo(rate("page")),
    "page ÷ hello": share("page", "hello"),
    "page ÷ same bytes": share("page", "same"),
    "page ÷ own route": share("page", "route"),
    "304 ÷ hello": share("unchanged", "hello"),
    "page p95 ms": roundedTo(p95, 1),
  };
}

type Turn = "hello" | "page" | "same" | "route" | "unchanged";

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { REPORT_FILES, reportFile } from "../../local/report-files.ts";
import type { BenchEngine } from "./outside-index.ts";
import type { SearchSite } from "./search-site.ts";
import type { BenchRow } from "../table.ts";

/** People's queries, and the answer that a careful one expects. */
const QUERIES: [query: string, expected: (first: First, total: number) => boolean][] = [
  ["投诉", isExact],
  ["蜂", isExact],
  ["38.5%", isExact],
  ["無償獻血", isExact],
  ["“总量下降”", isExact],
  ["２０１９", isExact],
  ["志愿服务 -进博会", isExact],
  ["员工发放奖\n\n学金", ({ section }) => section === "labour-protection"],
  ["上海松江电信局 志愿者人数是多少", ({ bureau, section }) => bureau === "songjiang" && section === "volunteering"],
];

interface First {
  bureau: string;
  section: string;
  tier: "exact" | "partial";
}

function isExact({ tier }: First, total: number) {
  return tier === "exact" && total > 0;
}

/** Publishes the real reports beside what the site holds; false, with the reason printed, if there are none. */
export async function publishRealReports(site: SearchSite): Promise<boolean> {
  const there = existsSync(REPORT_FILES);
  if (!there) process.stdout.write(`not asked: no real reports at ${REPORT_FILES} (REPORTS_DIR)\n`);
  for (const name of there ? await readdir(REPORT_FILES) : [])
    await site.publishFile(name, await readFile(reportFile(name)));
  return there;
}

/** People's queries about the real reports; throws on a first result that nobody would expect, or not every engine has. */
export async function askPeoplesQueries(site: SearchSite, engines: readonly BenchEngine[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [query, expected] of QUERIES) {
    const places = new Set<string>();
    for (const { name, outside } of engines) {
      const { result, ms, rowsRead } = await site.search({ query, outside });
      const first = result?.hits[0];
      const place = `${first?.bureau}/${first?.year}/${first?.section}`;
      if (!first || !expected(first, result.total) || places.add(place).size > 1)
        throw new Error(`${name}, ${query}: ${JSON.stringify(result)}`);
      rows.push({
        query: query.replace(/\s+/g, " "),
        engine: name,
        "first result": place,
        tier: first.tier,
        total: `${{ exact: "", about: "about ", at_least: "at least " }[result.totalIs]}${result.total}`,
        ms: Math.round(ms),
        "rows read": rowsRead,
      });
    }
  }
  return rows;
}

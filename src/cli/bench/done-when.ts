import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inProject } from "../project.ts";
import type { SearchSite } from "./search-site.ts";
import type { Row } from "./table.ts";

/** What people ask for, and what a careful one expects of the answer. */
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

/** Publishes the real reports beside what the site holds and asks what the reports were asked; throws on a wrong answer. */
export async function doneWhen(site: SearchSite): Promise<Row[]> {
  const folder = process.env.REPORTS_DIR ?? inProject("../shared/reports");
  if (!existsSync(folder)) {
    process.stdout.write(`not asked: no real reports at ${folder} (REPORTS_DIR)\n`);
    return [];
  }
  for (const name of await readdir(folder)) await site.publishFile(name, await readFile(join(folder, name)));
  const rows: Row[] = [];
  for (const [query, expected] of QUERIES) {
    const { result, ms, rowsRead } = await site.search({ query });
    const [first] = result.hits;
    if (!first || !expected(first, result.total)) throw new Error(`${query}: ${JSON.stringify(result.hits[0])}`);
    rows.push({
      query: query.replace(/\s+/g, " "),
      "first result": `${first.bureau}/${first.year}/${first.section}`,
      tier: first.tier,
      total: `${{ exact: "", about: "about ", at_least: "at least " }[result.totalIs]}${result.total}`,
      ms: Math.round(ms),
      "rows read": rowsRead,
    });
  }
  return rows;
}

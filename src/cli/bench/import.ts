import { readFile } from "node:fs/promises";
import { runInOrder } from "../import/in-order.ts";
import { inProject } from "../command/project.ts";
import { publishFile } from "../site/publish-client.ts";
import { type BenchEdition, benchEdition, publication } from "./edition.ts";
import { type RequestCost, startMeteredSite } from "./metered-site.ts";
import { type BenchRow, roundedTo } from "./table.ts";
import { workerdPeakMb } from "./workerd-processes.ts";

const BUREAUS = "春夏秋冬松竹梅兰".split("").map((name) => `示例市${name}溪电信局`);
const YEARS = Array.from({ length: 15 }, (_, at) => 2010 + at);
const METERED_YEAR = 2009;

type Site = Awaited<ReturnType<typeof startMeteredSite>>;

/**
 * Reports of invented bureaus, made from one demonstration report, through the API as the import command sends them. Rows
 * are those of a report a bureau more, published after the clock has stopped, as D1 counts them.
 */
export async function benchImport(): Promise<BenchRow[]> {
  const text = await readFile(inProject("samples/donghu-2020.txt"), "utf8");
  const site = await startMeteredSite({ samples: false });
  try {
    const rows = [
      await importYears(site, text, YEARS.slice(0, 5), 1),
      await importYears(site, text, YEARS.slice(5), 4),
    ];
    const { rows: read, written } = await meter(site, text);
    return rows.map((row) => ({ ...row, "rows read a report": read, "rows written a report": written }));
  } finally {
    await site.close();
  }
}

async function importYears(site: Site, text: string, years: number[], atOnce: number): Promise<BenchRow> {
  const before = await standing(site);
  const began = performance.now();
  await runInOrder(editions(text, years), (each) => publish(site, each), atOnce);
  const seconds = (performance.now() - began) / 1000;
  const after = await standing(site);
  const count = BUREAUS.length * years.length;
  const workerd = await workerdPeakMb();
  return {
    "at once": atOnce,
    reports: count,
    seconds: roundedTo(seconds, 1),
    "reports/s": roundedTo(count / seconds, 1),
    "sections in all": after.sections,
    "kB a report": roundedTo((after.bytes - before.bytes) / count / 1000, 1),
    "MB of workerd, most": workerd === null ? "not measured" : roundedTo(workerd),
    "MB of this process, most": roundedTo(process.resourceUsage().maxRSS / 1000),
  };
}

async function* editions(text: string, years: number[]): AsyncGenerator<BenchEdition & { key: string }> {
  for (const bureau of BUREAUS) for (const year of years) yield { key: `${year}`, ...benchEdition(text, bureau, year) };
}

async function publish(site: Site, { fileName, bytes }: BenchEdition) {
  const answer = await publishFile(site, { fileName, bytes, accept: ["bureau-new"] });
  if (answer.outcome !== "published") throw new Error(`${fileName}: ${JSON.stringify(answer)}`);
}

async function standing({ db }: Site) {
  const { results, meta } = await db.prepare("SELECT count(*) AS n FROM sections").all<{ n: number }>();
  return { sections: results[0]?.n ?? 0, bytes: meta.size_after };
}

async function meter(site: Site, text: string): Promise<RequestCost> {
  const costs: RequestCost[] = [];
  for (const bureau of BUREAUS)
    costs.push(await site.cost("/api/v1/reports", publication(benchEdition(text, bureau, METERED_YEAR), site.token)));
  const mean = (of: keyof RequestCost) => roundedTo(costs.reduce((sum, cost) => sum + cost[of], 0) / costs.length);
  return {
    queries: mean("queries"),
    rows: mean("rows"),
    written: mean("written"),
    journeys: mean("journeys"),
    ms: mean("ms"),
  };
}

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { arch, cpus, loadavg, platform, release } from "node:os";
import { Argument } from "commander";
import { benchBundle } from "./bench/bundle.ts";
import { benchHosts } from "./bench/hosts.ts";
import { benchIndicators } from "./bench/indicators.ts";
import { benchImport } from "./bench/import.ts";
import { benchFeedback } from "./bench/feedback.ts";
import { benchJourneys } from "./bench/journeys.ts";
import { benchPages } from "./bench/pages.ts";
import { benchPagesInBrowser } from "./bench/pages-in-browser.ts";
import { benchReading } from "./bench/reading.ts";
import { benchCost } from "./bench/request-cost.ts";
import { benchSearch } from "./bench/search/search.ts";
import { markdownTable, type BenchRow } from "./bench/table.ts";
import { readLock } from "./check/lock.ts";
import { newCommand } from "./command/command.ts";
import { inProject, ROOT } from "./command/project.ts";

/** Each answers the rows of its table. */
const SUITES: Record<string, () => Promise<BenchRow[]>> = {
  pages: benchPages,
  "pages-in-browser": benchPagesInBrowser,
  import: benchImport,
  hosts: benchHosts,
  reading: benchReading,
  feedback: benchFeedback,
  bundle: benchBundle,
  cost: benchCost,
  journeys: benchJourneys,
  indicators: benchIndicators,
  search: searchIfData,
};
const NAMES = Object.keys(SUITES);

const command = newCommand(
  "npm run bench",
  "测量页面、导入、两种主机、读取文件、意见提交、体积与启动、费用、指标和搜索；结果写入 bench-results.json",
)
  .addArgument(new Argument("[suite...]", "只测其中几项").choices(NAMES))
  .parse();

async function describeMachine() {
  const [cpu] = cpus();
  const lock = await readLock();
  return {
    cpu: cpu?.model ?? "unknown",
    cores: cpus().length,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    workerd: lock.packages["node_modules/workerd"]?.version ?? "unknown",
    "load before": Number(loadavg()[0]?.toFixed(1)),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim(),
  };
}

async function searchIfData(): Promise<BenchRow[]> {
  const data = process.env.SCALE_DIR ?? inProject("../shared/data/scale");
  if (existsSync(data)) return benchSearch(data);
  process.stdout.write(`not measured: no data set at ${data} (SCALE_DIR)\n`);
  return [];
}

async function printed(suite: (() => Promise<BenchRow[]>) | undefined): Promise<BenchRow[]> {
  const rows = (await suite?.()) ?? [];
  process.stdout.write(`${markdownTable(rows)}\n`);
  return rows;
}

const machine = await describeMachine();
process.stdout.write(
  `${Object.entries(machine)
    .map((pair) => pair.join(" "))
    .join(", ")}\n`,
);
const results: Record<string, BenchRow[]> = {};
for (const name of command.args.length ? command.args : NAMES) {
  process.stdout.write(`\n## ${name}\n\n`);
  results[name] = await printed(SUITES[name]);
}
await writeFile(inProject("bench-results.json"), `${JSON.stringify({ machine, results }, null, 2)}\n`);
process.exit(0);

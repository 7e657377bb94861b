import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { arch, cpus, loadavg, platform, release } from "node:os";
import { Argument, Command } from "commander";
import { benchBundle } from "./bench/bundle.ts";
import { benchImport } from "./bench/import.ts";
import { benchPages } from "./bench/pages.ts";
import { markdownTable, type Row } from "./bench/table.ts";
import { readLock } from "./check/lock.ts";
import { inProject, ROOT } from "./project.ts";

/** Each answers the rows of its table. */
const SUITES: Record<string, () => Promise<Row[]>> = { pages: benchPages, import: benchImport, bundle: benchBundle };

const command = new Command("npm run bench --")
  .description("测量页面、导入和体积；结果写入 bench-results.json")
  .addArgument(new Argument("[suite...]", "只测其中几项").choices(Object.keys(SUITES)))
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

const machine = await describeMachine();
process.stdout.write(
  `${Object.entries(machine)
    .map((pair) => pair.join(" "))
    .join(", ")}\n`,
);
const results: Record<string, Row[]> = {};
for (const name of command.args.length ? command.args : Object.keys(SUITES)) {
  results[name] = (await SUITES[name]?.()) ?? [];
  process.stdout.write(`\n## ${name}\n\n${markdownTable(results[name])}\n`);
}
await writeFile(inProject("bench-results.json"), `${JSON.stringify({ machine, results }, null, 2)}\n`);
process.exit(0);

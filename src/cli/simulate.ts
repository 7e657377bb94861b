import { pathToFileURL } from "node:url";
import { styleText } from "node:util";
import { InvalidArgumentError, Option } from "commander";
import { newCommand } from "./command/command.ts";
import { inProject } from "./command/project.ts";
import { type HostName, HOSTS } from "./simulate/killed-hosts.ts";
import { faultTable } from "./simulate/fault-table.ts";

interface Plan {
  actions: { id: number }[];
  faults: { action: number; step: string; kind: string; ms: number }[];
}

interface Plant {
  name: string;
  wrong: string;
}

interface Report {
  wrong: string[];
  trace: string[];
  events: number;
  met: string[];
  crashes: number;
}

/** The part of test/simulation that this command uses; it is written for the Worker's types. */
interface Simulation {
  planOf: (seed: number) => Plan;
  runOnce: (plan: Plan, migrations: readonly string[], plant?: Plant) => Promise<Report>;
  shrink: (plan: Plan, fails: (plan: Plan) => Promise<boolean>) => Promise<Plan>;
  readMigrations: (folder: string) => string[];
  PLANTS: Plant[];
}

/** Decision 0096. */
const command = newCommand(
  "npm run simulate",
  "按种子注入故障、崩溃和错乱的时钟，核对不该丢的没有丢；有不符时退出码为 1（docs/operations/simulation.md）",
)
  .option("--seeds <n>", "多少个种子", toSeeds, 1000)
  .option("--seed <s>", "从哪个种子开始", toCount, 1)
  .option("--only <actions>", "只做这几步，照失败时缩小后所印的写", toList)
  .option("--faults <places>", "只用其中这几个故障")
  .option("--plant <name>", "埋进一个已知的错，应当被找出来")
  .option("--plants", "列出可以埋的错")
  .option("--trace", "把经过印出来")
  .option("--kill [times]", "改为在负载下杀死真的进程，不写次数是十次", toCount)
  .addOption(new Option("--host <host>", "--kill 时由谁提供网站").choices([...HOSTS]).default("wrangler"))
  .option("--port <n>", "--kill 用的端口", toCount, 9049)
  .parse();

function toCount(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError("应是不小于零的整数。");
}

function toSeeds(text: string): number {
  const seeds = toCount(text);
  if (seeds > 0) return seeds;
  throw new InvalidArgumentError("至少一个种子。");
}

function toList(text: string): number[] {
  return text === "" ? [] : text.split(",").map(toCount);
}

interface Options {
  seeds: number;
  seed: number;
  only?: number[];
  faults?: string;
  plant?: string;
  plants?: boolean;
  trace?: boolean;
  kill?: number | true;
  port: number;
  host: HostName;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function load(): Promise<Simulation> {
  const entry = pathToFileURL(inProject("test/simulation/all.ts")).href;
  return (await import(entry)) as Simulation;
}

const placeOf = ({ action, step, kind }: Plan["faults"][number]) => `${action}.${step}.${kind}`;

function narrowed(plan: Plan, { only, faults }: Options): Plan {
  const places = faults?.split(",");
  return {
    ...plan,
    actions: plan.actions.filter(({ id }) => only?.includes(id) ?? true),
    faults: plan.faults.filter((fault) => places?.includes(placeOf(fault)) ?? true),
  };
}

/** The failure without its numbers, so that shrinking does not end at another failure. */
const shapeOf = (what: string) => what.replace(/\d+/g, "0").replace(/^.*"[^"]*".*?: /, "");

async function fail(sim: Simulation, seed: number, plan: Plan, plant: Plant | undefined, migrations: string[]) {
  const first = await sim.runOnce(plan, migrations, plant);
  say(styleText("red", `\nseed ${seed} fails:`));
  for (const what of first.wrong) say(`  ${what}`);
  const same = new Set(first.wrong.map(shapeOf));
  const small = await sim.shrink(plan, async (candidate) =>
    (await sim.runOnce(candidate, migrations, plant)).wrong.some((what) => same.has(shapeOf(what))),
  );
  const again = await sim.runOnce(small, migrations, plant);
  say(`\nshrunk to ${small.actions.length} actions and ${small.faults.length} faults:`);
  for (const line of again.trace) say(`  ${line}`);
  for (const what of again.wrong) say(styleText("red", `  ${what}`));
  const flags = plant ? ` --plant ${plant.name}` : "";
  const only = `--only "${small.actions.map(({ id }) => id).join(",")}" --faults "${small.faults.map(placeOf).join(",")}"`;
  say(`\nagain: npm run simulate -- --seed ${seed} --seeds 1${flags} ${only} --trace`);
}

async function runSeeds(options: Options): Promise<boolean> {
  const sim = await load();
  if (options.plants) {
    for (const { name, wrong } of sim.PLANTS) say(`${name.padEnd(22)} ${wrong}`);
    return true;
  }
  const plant = sim.PLANTS.find(({ name }) => name === options.plant);
  if (options.plant !== undefined && !plant) command.error(`no such plant: ${options.plant} (see --plants)`);
  const migrations = sim.readMigrations(inProject("migrations"));
  const sum = { events: 0, met: [] as string[], crashes: 0 };
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  for (let done = 0; done < options.seeds; done += 1) {
    const seed = options.seed + done;
    const plan = narrowed(sim.planOf(seed), options);
    const report = await sim.runOnce(plan, migrations, plant);
    if (options.trace) for (const line of report.trace) say(line);
    if (report.wrong.length > 0) {
      await fail(sim, seed, plan, plant, migrations);
      return false;
    }
    sum.events += report.events;
    sum.met.push(...report.met);
    sum.crashes += report.crashes;
    if ((done + 1) % 500 === 0)
      say(`${done + 1} of ${options.seeds} seeds, ${((done + 1) / seconds()).toFixed(1)} a second`);
  }
  say(
    `${options.seeds} seeds from ${options.seed}: nothing wrong. ${sum.events} events, ${sum.met.length} faults met, ` +
      `${sum.crashes} crashes, ${seconds().toFixed(0)} s`,
  );
  for (const line of faultTable(sum.met)) say(line);
  return true;
}

async function runKills(times: number, host: HostName, port: number): Promise<boolean> {
  const { killUnderLoad } = await import("./simulate/kill.ts");
  const toll = await killUnderLoad(times, host, port, say);
  say(
    `${toll.kills} kills: ${toll.letters} letters and ${toll.reports} reports answered, ${toll.cutOff} requests cut off; ` +
      `${toll.unanswered} stored without an answer, ${toll.orphans} originals without a revision; ${toll.wrong.length} wrong`,
  );
  for (const what of toll.wrong) say(styleText("red", `  ${what}`));
  return toll.wrong.length === 0;
}

const options = command.opts<Options>();
const ok = await (options.kill === undefined
  ? runSeeds(options)
  : runKills(options.kill === true ? 10 : options.kill, options.host, options.port));
process.exit(ok ? 0 : 1);

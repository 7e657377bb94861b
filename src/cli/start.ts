import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { InvalidArgumentError } from "commander";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { type DevServer, isPortFree, startDevServer } from "./local/dev-server.ts";
import { migrateLocalDatabase, prepareLocalDatabase } from "./local/local-database.ts";
import { STATE } from "./command/project.ts";
import { publishSamples, readSamples } from "./local/samples.ts";

const PROGRESS_FILE = join(STATE, "demonstration-reports");

const DEFAULT_ORIGIN = "http://localhost:8787";

const command = newCommand("npm start", "在本机启动公示网站；第一次启动时载入演示报告")
  .option("--empty", "不载入演示报告")
  .option("--verbose", "显示底层工具的输出")
  .option("--port <number>", "端口，缺省为环境变量 PORT 或 8787", toPort);

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("端口应是 1 到 65535 之间的整数。");
}

async function main() {
  const options = command.parse().opts<{ empty?: boolean; verbose?: boolean; port?: number }>();
  const port = options.port ?? portFromEnvironment();
  const origin = `http://localhost:${port}`;
  if (!(await isPortFree(port)))
    command.error(
      `端口 ${port} 已被占用。请先关闭占用它的程序，或换一个端口：PORT=${port + 1} npm start\n` +
        `Port ${port} is already in use. Stop the program that uses it, or choose another: PORT=${port + 1} npm start`,
    );
  say("正在准备本地数据库…");
  await migrateLocalDatabase();
  const { token, reports } = await prepareLocalDatabase();
  say("正在启动网站…");
  const server = await startDevServer(port, options.verbose ?? false);
  stopOnSignals(server);
  if (!options.empty) await loadDemonstration(origin, token, reports);
  welcome(origin, options.empty ?? false);
  await server.ended;
  if (stopping) return;
  process.stderr.write(`网站意外停止。\n${server.printed().trim()}\n`);
  process.exit(1);
}

function portFromEnvironment(): number {
  try {
    return toPort(process.env.PORT || "8787");
  } catch (error) {
    return command.error(`环境变量 PORT=${process.env.PORT}：${String((error as Error).message)}`);
  }
}

/** An archive that holds reports of its own gets none; a first loading that was cut short goes on where it stopped. */
async function loadDemonstration(origin: string, token: string, reports: number) {
  const loaded = Number(await readFile(PROGRESS_FILE, "utf8").catch(() => "0"));
  const all = (await readSamples()).length;
  if (loaded >= all || (reports > 0 && loaded === 0)) return;
  await publishSamples({ origin: origin.replace("localhost", "127.0.0.1"), token }, loaded, async (done) => {
    say(`正在载入演示报告（${done}/${all}）…`);
    await writeFile(PROGRESS_FILE, `${done}\n`);
  });
}

let stopping = false;

function stopOnSignals(server: DevServer) {
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say("");
    await server.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
  if (process.env.npm_lifecycle_event === "start") stopWithParent(stop);
}

/** npm passes a SIGTERM on to its shell, which dies without telling us; what shows is another parent. */
function stopWithParent(stop: () => Promise<void>) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop();
  }, 500).unref();
}

const say = (line: string) => {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${line}`);
  else if (line) process.stdout.write(`${line}\n`);
};

function welcome(origin: string, empty: boolean) {
  say("");
  const prefix = origin === DEFAULT_ORIGIN ? "" : `PORT=${new URL(origin).port} `;
  const strong = (text: string) => styleText(["bold", "cyan"], text);
  process.stdout.write(`公示已启动　${strong(origin)}

  首页　　　${origin}/
  全部单位　${origin}/bureaus
  接口文档　${origin}/api
  工作台　　${origin}/staff（演示身份登录）
  发布报告　${prefix}npm run import -- 报告.txt
${empty ? "" : "\n  演示报告均为虚构；不要演示数据：删去 .wrangler 后用 npm start -- --empty\n"}
按 Ctrl+C 停止。
`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`\n${messageOf(error)}\n`);
  process.exit(1);
});

import { join } from "node:path";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { type DevServer, isPortFree, startDevServer } from "./local/dev-server.ts";
import { migrateLocalDatabase, prepareLocalDatabase } from "./local/local-database.ts";
import { STATE } from "./command/project.ts";
import { say, sayWelcome, stopWithParent, toPort } from "./local/welcome.ts";
import { publishDemonstration } from "./local/demonstration.ts";

const PROGRESS_FILE = join(STATE, "demonstration-reports");

const command = newCommand("npm start", "在本机启动公示网站；第一次启动时载入演示报告")
  .option("--empty", "不载入演示报告")
  .option("--verbose", "显示底层工具的输出")
  .option("--port <number>", "端口，缺省为环境变量 PORT 或 8787", toPort);

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
  if (!options.empty) {
    const site = { origin: origin.replace("localhost", "127.0.0.1"), token };
    await publishDemonstration(site, reports, PROGRESS_FILE, (done, all) => say(`正在载入演示报告（${done}/${all}）…`));
  }
  sayWelcome(origin, options.empty ? null : "不要演示数据：删去 .wrangler 后用 npm start -- --empty");
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

await main().catch((error: unknown) => {
  process.stderr.write(`\n${messageOf(error)}\n`);
  process.exit(1);
});

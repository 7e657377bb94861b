import { join, resolve } from "node:path";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { inProject } from "./command/project.ts";
import { publishDemonstration } from "./local/demonstration.ts";
import { say, sayWelcome, stopWithParent, toPort } from "./local/welcome.ts";
import { bundleHost } from "./serve/bundle-host.ts";
import { localToken, EVERY_SCOPE, tokenSql } from "./site/bearer-token.ts";

/** The bundle's exports; their types are the Worker's. */
interface NodeHost {
  serve: (given: NodeJS.ProcessEnv) => Promise<RunningHost | null>;
  stopOnSignals: (host: RunningHost) => void;
}

interface RunningHost {
  stop: () => Promise<void>;
  address: string;
  db: { prepare: (sql: string) => { run: () => Promise<unknown>; first: <T>() => Promise<T | null> } };
}

const command = newCommand(
  "npm run serve",
  "不用 Cloudflare，在这台机器上用 Node 提供同一个公示网站；设置写在环境变量里（docs/self-hosting.md）",
)
  .option("--demo", "数据文件夹是空的时，载入演示报告")
  .option("--build <folder>", "只把程序做好，放进这个文件夹：那里的 server.js 只要有 Node 就能运行")
  .option("--port <number>", "端口，缺省为环境变量 PORT 或 8787", toPort);

interface Options {
  demo?: boolean;
  build?: string;
  port?: number;
}

async function main(): Promise<void> {
  const { demo = false, build, port } = command.parse().opts<Options>();
  if (build !== undefined) {
    await bundleHost(resolve(build));
    process.stdout.write(`${join(build, "server.js")}\n`);
    return;
  }
  say("正在启动网站…");
  const { serve, stopOnSignals } = (await import(await bundleHost(inProject(".gongshi/host")))) as NodeHost;
  const given: NodeJS.ProcessEnv & { DATA_DIR: string } = {
    ...process.env,
    DATA_DIR: resolve(process.env.DATA_DIR || inProject(".gongshi/data")),
  };
  const host = await serve(port === undefined ? given : { ...given, PORT: `${port}` });
  if (host === null) process.exit(1);
  stopOnSignals(host);
  if (process.env.npm_lifecycle_event === "serve") stopWithParent(() => host.stop().then(() => process.exit(0)));
  if (given.SITE_ORIGIN) {
    process.stdout.write(`公示已启动　${given.SITE_ORIGIN}，在 ${host.address} 等待反向代理\n`);
    if (demo) command.error("演示报告只载入本机的网站：请不写 SITE_ORIGIN。");
    return;
  }
  const token = await localToken();
  await host.db.prepare(tokenSql(token, "本机", EVERY_SCOPE, 90)).run();
  const held = await host.db.prepare("SELECT count(*) AS n FROM reports").first<{ n: number }>();
  if (demo)
    await publishDemonstration(
      { origin: host.address, token },
      held?.n ?? 0,
      join(given.DATA_DIR, "demonstration-reports"),
      (done, all) => say(`正在载入演示报告（${done}/${all}）…`),
    );
  sayWelcome(host.address.replace("127.0.0.1", "localhost"), demo ? `不要演示数据：删去 ${given.DATA_DIR}` : null);
}

await main().catch((error: unknown) => {
  process.stderr.write(`\n${messageOf(error)}\n`);
  process.exit(1);
});

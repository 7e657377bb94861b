import { InvalidArgumentError, Option } from "commander";
import { messageOf } from "../../thrown.ts";
import { ATTACKS, tell } from "./attacks.ts";
import { startOwnSite } from "./own-site.ts";
import { type Attack, LARGE, type Size, SMALL } from "./target.ts";
import { newCommand } from "../command/command.ts";

const command = newCommand(
  "npm run attack",
  "自己在本机起一个网站，有限度地攻击它：按接口文档生成的请求、各角色、举报的整个回答、炸弹文件、长文本、同时发布、大表单；有不符时退出码为 1",
)
  .addOption(new Option("--only <names...>", "只做这几项").choices(Object.keys(ATTACKS)))
  .option("--requests <n>", "每个接口生成多少个请求", toCount)
  .option("--seed <n>", "生成请求的种子；不写则每次不同", toCount)
  .option("--small", "和 CI 里一样少")
  .parse();

function toCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("应是 1 到 999999 的整数。");
}

interface Options {
  only?: string[];
  requests?: number;
  seed?: number;
  small?: boolean;
}

const MOST_SEEDS = 2 ** 31;

/** A site has as much memory as a Worker. Files are read in processes of their own, as Cloudflare reads them in another Worker. */
const WORKER_MEGABYTES = 128;

/** Answers how many things were found. */
async function attackSite(attacks: readonly Attack[], size: Size): Promise<number> {
  const site = await startOwnSite(WORKER_MEGABYTES);
  let found = 0;
  try {
    for (const attack of attacks) {
      const outcome = await attack(site.target, size);
      found += outcome.found.length;
      process.stdout.write(`${tell(outcome).join("\n")}\n`);
    }
  } finally {
    await site.stop();
  }
  return found;
}

async function main(): Promise<number> {
  const { only, requests, seed, small } = command.opts<Options>();
  const base = small ? SMALL : LARGE;
  const size: Size = {
    ...base,
    requests: requests ?? base.requests,
    seed: seed ?? (small ? base.seed : Math.floor(Math.random() * MOST_SEEDS)),
  };
  const chosen = Object.entries(ATTACKS).filter(([name]) => only === undefined || only.includes(name));
  process.stdout.write(`seed ${size.seed}, ${size.requests} requests to each operation\n`);
  const found = await attackSite(
    chosen.map(([, attack]) => attack),
    size,
  );
  process.stdout.write(found === 0 ? "没有发现问题。\n" : `发现 ${found} 处问题。\n`);
  return found === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  return 2;
});

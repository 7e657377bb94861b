import { Command, InvalidArgumentError } from "commander";
import { readLocalToken } from "./bearer-token.ts";
import { progressLine } from "./import/progress.ts";

interface Step {
  cursor: string | null;
  done: number;
  total: number;
}

const command = new Command("npm run reindex --")
  .description("从数据表重建检索索引；重建期间网站照常可查，最后一步才换上新索引")
  .option("--site <url>", "网站地址", toOrigin, `http://127.0.0.1:${process.env.PORT || 8787}`)
  .allowExcessArguments(false)
  .parse();

function toOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new InvalidArgumentError("网站地址应以 http:// 或 https:// 开头。");
}

async function step(site: string, token: string, cursor: string | null): Promise<Step> {
  const response = await fetch(new URL("/api/v1/search/reindex", site), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ cursor }),
  }).catch(() => {
    throw new Error(`连不上 ${site}。请确认网站已启动（npm start），或用 --site 指定地址。`);
  });
  const answer = (await response.json().catch(() => ({}))) as Step & { detail?: string };
  if (!response.ok) throw new Error(`重建没有完成（${response.status}）：${answer.detail ?? "网站没有说明原因。"}`);
  return answer;
}

try {
  const { site } = command.opts<{ site: string }>();
  const token = process.env["GONGSHI_TOKEN"] ?? (await readLocalToken());
  if (!token) throw new Error("没有令牌。请先运行 npm start，或在环境变量 GONGSHI_TOKEN 中给出管理员令牌。");
  const began = performance.now();
  let at = await step(site, token, null);
  while (at.cursor !== null) {
    at = await step(site, token, at.cursor);
    process.stderr.write(`\r${progressLine(at.done, at.total, (performance.now() - began) / 1000)}`);
  }
  process.stderr.write("\n");
  process.stdout.write(`检索索引已重建：${at.total} 个修订版。\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

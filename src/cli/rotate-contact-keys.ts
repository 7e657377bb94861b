import { Command, InvalidArgumentError } from "commander";
import { readLocalToken } from "./bearer-token.ts";

interface Step {
  resealed: number;
  lost: number;
}

const command = new Command("npm run rotate-contact-keys --")
  .description("用 CONTACT_KEYS 里最前面的密钥重新加密所有联系方式；做完才能取下旧密钥")
  .option("--site <url>", "网站地址", toOrigin, `http://127.0.0.1:${process.env.PORT || 8787}`)
  .allowExcessArguments(false)
  .parse();

function toOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new InvalidArgumentError("网站地址应以 http:// 或 https:// 开头。");
}

async function step(site: string, token: string): Promise<Step> {
  const response = await fetch(new URL("/api/v1/feedback/contact-keys/rotate", site), {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => {
    throw new Error(`连不上 ${site}。请确认网站已启动（npm start），或用 --site 指定地址。`);
  });
  const answer = (await response.json().catch(() => ({}))) as Step & { detail?: string };
  if (!response.ok) throw new Error(`没有做完（${response.status}）：${answer.detail ?? "网站没有说明原因。"}`);
  return answer;
}

try {
  const { site } = command.opts<{ site: string }>();
  const token = process.env["GONGSHI_TOKEN"] ?? (await readLocalToken());
  if (!token) throw new Error("没有令牌。请先运行 npm start，或在环境变量 GONGSHI_TOKEN 中给出管理员令牌。");
  let total = 0;
  let at = await step(site, token);
  for (; at.resealed > 0; at = await step(site, token)) total += at.resealed;
  process.stdout.write(`已用最新的密钥重新加密 ${total} 份联系方式。\n`);
  if (at.lost > 0) throw new Error(`还有至少 ${at.lost} 份打不开：它们的密钥不在设置里。请先放回旧密钥，再运行一次。`);
  process.stdout.write("旧密钥可以从 CONTACT_KEYS 里取下了。\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { styleText } from "node:util";
import { InvalidArgumentError } from "commander";

const DEFAULT_ORIGIN = "http://localhost:8787";

export function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("端口应是 1 到 65535 之间的整数。");
}

/** On a terminal each line takes the place of the one before; an empty one clears it. */
export function say(line: string) {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${line}`);
  else if (line) process.stdout.write(`${line}\n`);
}

/** The addresses of the site's pages. `demonstration` says how to be rid of the invented reports, if it has some. */
export function sayWelcome(origin: string, demonstration: string | null) {
  say("");
  const prefix = origin === DEFAULT_ORIGIN ? "" : `PORT=${new URL(origin).port} `;
  process.stdout.write(`公示已启动　${styleText(["bold", "cyan"], origin)}

  首页　　　${origin}/
  全部单位　${origin}/bureaus
  接口文档　${origin}/api
  工作台　　${origin}/staff（演示身份登录）
  发布报告　${prefix}npm run import -- 报告.txt
${demonstration === null ? "" : `\n  演示报告均为虚构；${demonstration}\n`}
按 Ctrl+C 停止。
`);
}

/** npm passes a SIGTERM on to its shell, which dies without telling us; what shows is another parent. */
export function stopWithParent(stop: () => unknown) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop();
  }, 500).unref();
}

import { InvalidArgumentError, Option } from "commander";
import { readLocalToken } from "./bearer-token.ts";
import type { Site } from "./site.ts";

const LOCAL = "local";
const localOrigin = () => `http://127.0.0.1:${process.env.PORT || 8787}`;

/** The origin of an address, or of the site that npm start runs. */
export function toOrigin(text: string): string {
  if (text === LOCAL) return localOrigin();
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new InvalidArgumentError("网站地址应以 http:// 或 https:// 开头；本机写 local。");
}

/** `--site URL`, or `local` for the site that npm start runs. */
export const siteOption = () =>
  new Option("--site <url>", "网站地址，local 为本机正在运行的网站").argParser(toOrigin).default(localOrigin(), LOCAL);

/** The site with the token of the environment, else that of this machine. */
export async function siteWithToken(origin: string): Promise<Site> {
  const token = process.env.GONGSHI_TOKEN || (await readLocalToken());
  if (!token) throw new Error("没有令牌。请先运行 npm start，或在环境变量 GONGSHI_TOKEN 中给出网站的令牌。");
  if (!/^[!-~]+$/.test(token)) throw new Error("令牌里有空格或汉字，抄得不对：请核对环境变量 GONGSHI_TOKEN。");
  return { origin, token };
}

/** Shows how far a long command has come: one line on a terminal, else nothing. */
export function tellProgress(line: string) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
}

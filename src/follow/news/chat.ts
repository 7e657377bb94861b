import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import type { Handler } from "../../outbox/deliver.ts";
import { sha256Hex } from "../../sha256.ts";
import type { ChatHook } from "../outlets.ts";
import { changeLines, readNews } from "./changes.ts";
import { newsWords } from "./news-words.ts";

const WAIT_MS = 10_000;
const MOST_LINES = 10;
const LONGEST_TITLE = 100;
const LONGEST_ADDRESS = 1000;
/** For the lines. WeCom takes 4,096 bytes of markdown (https://developer.work.weixin.qq.com/document/path/91770), DingTalk more. */
const MOST_BYTES = 3800;

/** Names a hook in the outbox without the key in its address. */
export const hookName = ({ url }: ChatHook) => sha256Hex(url).slice(0, 12);

/** Tells a group of new publications. One row is one group: a try that failed is repeated there alone. */
export function createChatter(ctx: Ctx, post: typeof fetch = fetch): Handler {
  return async ({ from, until, hook: name }) => {
    const hook = ctx.outlets.chats.find((chat) => hookName(chat) === name);
    if (!hook) return;
    const lines = changeLines(await readNews(ctx, String(from), String(until)), ctx.outlets.origin);
    if (lines.length > 0) await send(hook, chatBody(hook, lines, ctx.outlets.origin), ctx.now().getTime(), post);
  };
}

/** Markdown in a group is read by a program: neither a title nor an address may end a link or begin another. */
const plain = (text: string) =>
  Array.from(text.replace(/[[\]()<>*_`#\s]/gu, " "))
    .slice(0, LONGEST_TITLE)
    .join("");
const linked = (url: string) =>
  url.replace(/[()<>\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);

const bytesOf = (text: string) => utf8ToBytes(text).length;

/** The first lines, as many as a message takes. */
function messageOf(lines: readonly { text: string; url: string }[], origin: string): string {
  const shown: string[] = [];
  let left = MOST_BYTES;
  for (const { text, url } of lines.slice(0, MOST_LINES)) {
    const address = url.length > LONGEST_ADDRESS ? `${origin}/` : url;
    const line = `- [${plain(text)}](${linked(address)})`;
    left -= bytesOf(line) + 1;
    if (left < 0) break;
    shown.push(line);
  }
  const more = lines.length - shown.length;
  return [
    `**${newsWords.title(lines.length)}**`,
    ...shown,
    ...(more > 0 ? [newsWords.more(more, `${origin}/`)] : []),
  ].join("\n");
}

export function chatBody({ format }: ChatHook, lines: readonly { text: string; url: string }[], origin: string) {
  const text = messageOf(lines, origin);
  return format === "wecom"
    ? { msgtype: "markdown", markdown: { content: text } }
    : { msgtype: "markdown", markdown: { title: newsWords.title(lines.length), text } };
}

/** https://open.dingtalk.com/document/robots/customize-robot-security-settings: HMAC-SHA-256 of time and secret, in base64. */
export function signedAddress({ url, secret }: ChatHook, now: number): string {
  if (secret === null) return url;
  const signature = hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${now}\n${secret}`));
  const signed = new URL(url);
  signed.searchParams.set("timestamp", String(now));
  signed.searchParams.set("sign", btoa(String.fromCharCode(...signature)));
  return signed.href;
}

async function send(hook: ChatHook, body: object, now: number, post: typeof fetch) {
  const response = await post(signedAddress(hook, now), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((error: Error) => {
    // The error of fetch may quote the address, whose key is a secret.
    throw new Error(`${hook.format} unreachable (${error.name})`);
  });
  if (!response.ok) throw new Error(`${hook.format} answered ${response.status}`);
  const answer = await response.json<{ errcode?: number }>().catch(() => ({ errcode: undefined }));
  if (answer.errcode !== 0) throw new Error(`${hook.format} answered errcode ${Number(answer.errcode)}`);
}

import { Meilisearch, MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from "meilisearch";
import { indexKey, searchKey } from "../search/meilisearch/keys.ts";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { keyOf } from "./search-settings/key-of.ts";
import { applySettings, readSettings } from "./search-settings/apply-settings.ts";

const command = newCommand(
  "npm run search-settings",
  "核对 Meilisearch 的版本和设置是否与 search/ 一致；服务器地址在 MEILI_URL，钥匙在 MEILI_INDEX_KEY",
)
  .option("--apply", "不一致时改成一致，没有索引就新建一个空的")
  .option("--keys", "用 MEILI_MASTER_KEY 生成两把钥匙：搜索用的和建索引用的；已经有的原样给出")
  .option("--index <name>", "索引名", process.env.MEILI_INDEX || "sections")
  .parse();

const { apply, keys, index } = command.opts<{ apply?: boolean; keys?: boolean; index: string }>();
const say = (line: string) => process.stdout.write(`${line}\n`);

function required(name: string): string {
  const value = process.env[name]?.trim();
  if (!value) throw new Error(`请先在环境变量 ${name} 里给出${name === "MEILI_URL" ? "服务器地址" : "钥匙"}。`);
  return value;
}

async function makeKeys(url: string): Promise<void> {
  const admin = new Meilisearch({ host: url, apiKey: required("MEILI_MASTER_KEY") });
  for (const [name, { actions, indexes }] of [
    ["MEILI_SEARCH_KEY", searchKey(index)],
    ["MEILI_INDEX_KEY", indexKey()],
  ] as const) {
    const { key, made } = await keyOf(admin, `gongshi ${name} ${index}`, { actions, indexes });
    say(`${name}=${key}`);
    if (!made) process.stderr.write(`${name} 已经有了，没有另外生成。\n`);
  }
}

/** True if the server is as it should be. */
async function settings(url: string): Promise<boolean> {
  const server = { url, key: required("MEILI_INDEX_KEY") };
  const { version, missing, differing } = apply
    ? await applySettings(server, index)
    : await readSettings(server, index);
  const isRight = !missing && differing.length === 0;
  const state = missing ? `还没有索引 ${index}` : isRight ? "设置一致" : `设置不一致：${differing.join("、")}`;
  const done = missing ? "；已新建一个空的，请重建索引" : "；已改好并核对";
  say(`Meilisearch ${version}，${state}${apply && !isRight ? done : ""}`);
  return apply === true || isRight;
}

/** The refusal of the server or of the way to it, in words that say what to look at. */
function reasonOf(error: unknown): string {
  if (error instanceof MeilisearchRequestError || error instanceof MeilisearchRequestTimeOutError)
    return `连不上 ${process.env.MEILI_URL}。请核对 MEILI_URL，并确认服务器已启动。`;
  if (error instanceof MeilisearchApiError && /api_key|authorization/.test(error.cause?.code ?? ""))
    return keys
      ? "服务器不接受 MEILI_MASTER_KEY。它应是启动服务器时给的那一把。"
      : "服务器不接受 MEILI_INDEX_KEY。请核对这把钥匙；新的由 --keys 生成。";
  return messageOf(error);
}

try {
  const url = required("MEILI_URL");
  if (!/^https?:\/\//.test(url)) throw new Error("MEILI_URL 应以 http:// 或 https:// 开头。");
  if (keys) await makeKeys(url);
  else if (!(await settings(url))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

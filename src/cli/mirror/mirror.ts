import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { newCommand } from "../command/command.ts";
import { verifyContents } from "../ledger/contents.ts";
import { Findings, printFinding } from "../ledger/findings.ts";
import { keyOfSite, readQuorum, UsageError } from "../ledger/given-keys.ts";
import { parseHistory } from "../ledger/history.ts";
import { keep, readKept } from "../ledger/kept-log.ts";
import { fetchBytes, mirrorSource, LogUnreachable, webSource } from "../ledger/log-source.ts";
import { checkLogQuorum } from "../ledger/quorum.ts";
import { verifyLog } from "../ledger/verify-log.ts";
import { checkData } from "./check-data.ts";
import { checkFormats } from "./check-formats.ts";
import { mirrorData } from "./data-package.ts";
import { mirrorOriginals } from "./originals.ts";

const command = newCommand(
  "npm run mirror",
  "把一个公示网站的全部公开内容抄进一个文件夹（日志、数据文件、原件），并用公示日志核对。再运行一次只取有变动的；中断了会接着取",
)
  .argument("<url>", "网站地址")
  .argument("<folder>", "抄进哪个文件夹")
  .option("--key <vkey>", "日志的公钥：从别处得到的那一行，或存着它的文件")
  .option("--witness <vkey...>", "见证人的公钥，可以有几个")
  .option("--quorum <number>", "至少要有几位见证人联署；不写是写明的全部")
  .option("--keep", "网站撤下的内容，抄本里也留着")
  .addHelpText("after", "\n退出码：0 全部相符；1 有不符；2 用法不对或取不到。")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

interface Options {
  key?: string;
  witness?: string[];
  quorum?: string;
  keep?: boolean;
}

/** The state that the last run left. */
interface State {
  site: string;
  entries: number;
  version: string | null;
  at: string;
}

async function readState(folder: string): Promise<State | null> {
  const text = await readFile(join(folder, "mirror.json"), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as State);
}

async function mirror(site: string, folder: string, options: Options, found: Findings): Promise<void> {
  const before = await readState(folder);
  if (before && before.site !== site) throw new UsageError(`这个文件夹是 ${before.site} 的抄本。请另用一个文件夹。`);
  await mkdir(folder, { recursive: true });
  const ledger = join(folder, "ledger");
  const key = await keyOfSite(`${site}/ledger`, ledger, options.key, found);
  const quorum = await readQuorum(options);
  const source = mirrorSource(webSource(`${site}/ledger`), ledger);
  const log = await verifyLog(source, key.parsed, await readKept(ledger, "checkpoint"), found);
  if (!log) return;
  if (quorum) await checkLogQuorum(source, key.parsed, log, quorum, new Date(), found);
  else await source.read("cosigned");
  const entries = parseHistory(log.entries, found);
  if (found.faults > 0) return;
  await source.keep();
  await keep(ledger, "key", key.text);

  const data = await mirrorData(site, join(folder, "data"), options.keep === true, found);
  const shown = data && (await checkData(join(folder, "data"), data.described, entries, log.entries, found));
  if (data) await checkFormats(join(folder, "data"), data.described, found);
  const originals = await mirrorOriginals(
    site,
    join(folder, "originals"),
    entries,
    { shown, keep: options.keep === true },
    found,
  );
  const newer = entries.filter(({ index }) => index >= (data?.described.ledgerSize ?? 0));
  if (newer.length > 0) await verifyContents(site, newer, found);

  const version = data?.described.version ?? null;
  found.note(
    [
      before
        ? `上次 ${before.at.slice(0, 10)}：日志新增 ${log.entries.length - before.entries} 条`
        : `日志 ${log.entries.length} 条`,
      data
        ? `数据文件第 ${version} 份：新取 ${data.fetched}，没有变 ${data.there}，撤下 ${data.dropped.length}`
        : "没有数据文件",
      `原件：新取 ${originals.fetched}，没有变 ${originals.there}，撤下 ${originals.dropped}`,
    ].join("；"),
  );
  const state: State = { site, entries: log.entries.length, version, at: new Date().toISOString() };
  await writeFile(join(folder, "mirror.json.new"), `${JSON.stringify(state, null, 2)}\n`);
  await rename(join(folder, "mirror.json.new"), join(folder, "mirror.json"));
}

/** Scheme and host of the typed address. */
async function siteOf(url: string): Promise<string> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError("网站地址应是 https:// 开头，例如 https://gongshi.example.cn");
  const { origin } = new URL(url);
  const { status } = await fetchBytes(`${origin}/ledger/checkpoint`);
  if (status !== 200) throw new LogUnreachable(`${origin} 没有公示日志（站点答复 ${status}）。请检查网址。`);
  return origin;
}

async function main(): Promise<number> {
  const options = command.parse().opts<Options>();
  const [url = "", folder = ""] = command.args;
  const found = new Findings(printFinding);
  try {
    await mirror(await siteOf(url), resolve(folder), options, found);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof LogUnreachable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return found.faults > 0 ? 1 : 2;
  }
  process.stdout.write(found.faults > 0 ? `\n有 ${found.faults} 处不符。\n` : "\n抄本完整，全部与公示日志相符。\n");
  return found.faults > 0 ? 1 : 0;
}

process.exitCode = await main();

import { stat } from "node:fs/promises";
import { parseProof } from "../ledger/proof-file.ts";
import { newCommand } from "./command/command.ts";
import { verifyContents } from "./ledger/contents.ts";
import { Findings, printFinding } from "./ledger/findings.ts";
import { parseHistory } from "./ledger/history.ts";
import { keep, keptFolder, readKept } from "./ledger/kept-log.ts";
import {
  fetchBytes,
  folderSource,
  mirrorSource,
  type LogSource,
  LogUnreachable,
  webSource,
} from "./ledger/log-source.ts";
import { keyOfSite, readNamed, readQuorum, requireKey, UsageError } from "./ledger/given-keys.ts";
import { checkLogQuorum, checkQuorum } from "./ledger/quorum.ts";
import { fetchRecordedText, parseCitedAddress, verifyQuote } from "./ledger/quotation.ts";
import { verifyLog } from "./ledger/verify-log.ts";
import { verifyProof } from "./ledger/verify-proof.ts";

const command = newCommand(
  "npm run verify",
  "验证公示日志。给一个证明文件，就离线核对它；给网站地址，就把整个日志抄回来逐条核对；给抄回来的文件夹，就离线核对整个日志。",
)
  .argument("<file-or-url>", "证明文件（.tlog-proof）、网站地址，或日志文件夹")
  .option("--key <vkey>", "公钥：网站“公示日志”页上的那一行，或存着它的文件")
  .option("--original <file>", "核对证明时，一并核对这个原件")
  .option("--text <file>", "核对证明时，一并核对这份文字")
  .option("--quote <text>", "给出章节或段落的地址时，核对它是否一字不差地写着这句话")
  .option("--witness <vkey...>", "见证人的公钥：他们告诉您的那一行，或存着它的文件；可以有几个")
  .option("--quorum <number>", "至少要有几位见证人联署；不写是写明的全部")
  .option("--mirror <folder>", "把抄回来的日志存进这个文件夹")
  .option("--log-only", "只核对日志，不取原件和文字")
  .addHelpText("after", "\n退出码：0 全部相符；1 有不符；2 用法不对或取不到。")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

interface Options {
  key?: string;
  original?: string;
  text?: string;
  quote?: string;
  witness?: string[];
  quorum?: string;
  /** The text that a quotation is looked for in, as the site gave it. */
  recorded?: Uint8Array;
  mirror?: string;
  logOnly?: boolean;
}

const isWeb = (target: string) => /^https?:\/\//.test(target);
const readOptional = (path: string | undefined) => (path === undefined ? undefined : readNamed(path));

async function verifyProofFile(bytes: Uint8Array, options: Options, found: Findings) {
  if (!options.key) throw new UsageError("核对证明要有公钥：请加 --key，后面接网站“公示日志”页上的公钥。");
  const attachments = {
    original: await readOptional(options.original),
    text: options.recorded ?? (await readOptional(options.text)),
  };
  await verifyProof(bytes, await requireKey(options.key), attachments, found);
  const quorum = await readQuorum(options);
  const checkpoint = quorum && parseProof(bytes)?.checkpoint;
  if (quorum && checkpoint) await checkQuorum(new TextEncoder().encode(checkpoint), quorum, found);
}

async function verifyFolder(folder: string, options: Options, found: Findings) {
  const kept = await readKept(folder, "key");
  const given = options.key ?? (kept ? new TextDecoder().decode(kept) : undefined);
  if (given === undefined) throw new UsageError("核对日志要有公钥：请加 --key。");
  const source = folderSource(folder);
  const key = await requireKey(given);
  const log = await verifyLog(source, key, null, found);
  const quorum = await readQuorum(options);
  if (log && quorum) await checkLogQuorum(source, key, log, quorum, null, found);
  if (log) parseHistory(log.entries, found);
}

/** `prefix`: the address of the log itself. */
async function verifySite(prefix: string, options: Options, found: Findings) {
  const folder = options.mirror ?? keptFolder(prefix);
  const key = await keyOfSite(prefix, folder, options.key, found);
  const web: LogSource = webSource(prefix);
  const mirror = mirrorSource(web, folder);
  const kept = await readKept(folder, "checkpoint");
  const source = options.mirror ? mirror : web;
  const quorum = await readQuorum(options);
  const log = await verifyLog(source, key.parsed, kept, found);
  if (!log) return;
  if (quorum) await checkLogQuorum(source, key.parsed, log, quorum, new Date(), found);
  const entries = parseHistory(log.entries, found);
  const site = prefix.replace(/\/ledger$/, "");
  if (!options.logOnly) await verifyContents(site, entries, found);
  if (found.faults > 0) return;
  if (options.mirror) await mirror.keep();
  await keep(folder, "checkpoint", log.note);
  await keep(folder, "key", key.text);
  found.note(`检查点已存入 ${folder}，下次会核对历史有没有变`);
}

async function verifyAddress(target: string, options: Options, found: Findings) {
  const url = new URL(target);
  const path = url.pathname.replace(/\/+$/, "");
  if (!path.startsWith("/reports/") && !path.startsWith("/ledger/entries/"))
    return verifySite(url.origin + (path === "" ? "/ledger" : path.replace(/\/checkpoint$/, "")), options, found);
  const cited = parseCitedAddress(url);
  if (options.quote !== undefined && !cited?.section)
    throw new UsageError("核对一句话要有章节或段落的地址，例如 https://…/reports/单位/年度/r1/章节#p-锚点。");
  const proofAddress = cited ? cited.proof : `${url.origin}${path.endsWith("/proof") ? path : `${path}/proof`}`;
  const { status, bytes } = await fetchBytes(proofAddress);
  if (!bytes) throw new LogUnreachable(`${target} 没有证明（站点答复 ${status}）。`);
  if (options.quote === undefined || !cited) return verifyProofFile(bytes, options, found);
  const text = await fetchRecordedText(url.origin, bytes);
  await verifyProofFile(bytes, { ...options, recorded: text }, found);
  if (found.faults === 0) verifyQuote(text, cited, options.quote, found);
}

async function main(): Promise<number> {
  const options = command.parse().opts<Options>();
  const [target = ""] = command.args;
  const found = new Findings(printFinding);
  try {
    if (isWeb(target)) await verifyAddress(target, options, found);
    else if ((await stat(target).catch(() => null))?.isDirectory()) await verifyFolder(target, options, found);
    else await verifyProofFile(await readNamed(target), options, found);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof LogUnreachable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stdout.write(found.faults > 0 ? `\n验证没有通过：${found.faults} 处不符。\n` : "\n验证通过。\n");
  return found.faults > 0 ? 1 : 0;
}

process.exitCode = await main();

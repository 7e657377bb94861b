import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { newCommand } from "../command/command.ts";
import { fileTrouble } from "../command/file-trouble.ts";
import { callJson, type Site } from "../site/site.ts";
import { siteOption, siteWithToken } from "../site/site-option.ts";
import { readMailboxAddress } from "./mailbox-address.ts";
import { openMailbox } from "./mailbox.ts";
import { readBounceReport } from "./read-report.ts";

const command = newCommand(
  "npm run bounces",
  "读退信，收件邮箱已不存在的，停止它的全部订阅；需要“管理”权限的令牌。不写文件，就读环境变量 BOUNCE_MAILBOX 所写的邮箱",
)
  .argument("[files...]", "退信文件、mbox 文件或文件夹（.eml、Maildir）；- 表示标准输入")
  .option("--keep", "邮箱里读过的退信留着；不写就删去，别的信都不动")
  .addOption(siteOption())
  .parse();

const { site: origin, keep = false } = command.opts<{ site: string; keep?: boolean }>();

/** The most that the site takes at once. */
const AT_ONCE = 20;

interface Ended {
  ended: number;
  unknown: number;
}

try {
  if (command.args.length > 0) await readAll(lettersIn(command.args));
  else await readMailbox(process.env.BOUNCE_MAILBOX ?? "");
} catch (error) {
  process.stderr.write(`${fileTrouble(error, command.args.join(" "))}\n`);
  process.exitCode = 1;
}

/** Answers the numbers of the letters that are reports about letters. */
async function readAll(given: AsyncIterable<Letter>): Promise<number[]> {
  const gone = new Set<string>();
  const reports: number[] = [];
  let other = 0;
  for await (const { bytes, number } of given) {
    const report = await readBounceReport(bytes);
    if (report?.isFinal) gone.add(report.letter);
    else other += 1;
    if (report && number !== undefined) reports.push(number);
  }
  const site = gone.size > 0 ? await siteWithToken(origin) : null;
  const { ended, unknown } = site ? await tell(site, [...gone]) : { ended: 0, unknown: 0 };
  process.stdout.write(`停止订阅 ${ended} 项；认不出或已停止的退信 ${unknown} 封；不是确定的退信 ${other} 封。\n`);
  return reports;
}

/** What was read is deleted only after the site has heard of it. */
async function readMailbox(setting: string) {
  if (setting === "") throw new Error("请写明退信文件，或在环境变量 BOUNCE_MAILBOX 中给出收退信的邮箱。");
  const mailbox = openMailbox(readMailboxAddress(setting));
  try {
    const reports = await readAll(mailbox.letters());
    if (!keep) await mailbox.drop(reports);
  } finally {
    await mailbox.close();
  }
}

async function tell(site: Site, letters: readonly string[]): Promise<Ended> {
  const total: Ended = { ended: 0, unknown: 0 };
  for (let at = 0; at < letters.length; at += AT_ONCE) {
    const one = await callJson<Ended>(site, "/follow/bounces", { letters: letters.slice(at, at + AT_ONCE) });
    total.ended += one.ended;
    total.unknown += one.unknown;
  }
  return total;
}

interface Letter {
  bytes: Uint8Array;
  /** In a mailbox. */
  number?: number;
}

async function* lettersIn(paths: readonly string[]): AsyncGenerator<Letter> {
  for (const path of paths) {
    if (path === "-") yield* lettersOf(Buffer.concat(await process.stdin.toArray()));
    else if ((await stat(path)).isDirectory())
      yield* lettersIn((await readdir(path)).toSorted().map((name) => join(path, name)));
    else yield* lettersOf(await readFile(path));
  }
}

/** One letter, or those of an mbox, each of which begins with a line `From …`. */
function lettersOf(bytes: Buffer): Letter[] {
  const text = bytes.toString("latin1");
  if (!text.startsWith("From ")) return [{ bytes }];
  return text
    .split(/^From .*\r?\n/m)
    .slice(1)
    .map((letter) => ({ bytes: Buffer.from(letter.replace(/^>(>*From )/gm, "$1"), "latin1") }));
}

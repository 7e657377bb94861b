import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { newCommand } from "../command/command.ts";
import { fileTrouble } from "../command/file-trouble.ts";
import { callJson, type Site } from "../site/site.ts";
import { siteOption, siteWithToken } from "../site/site-option.ts";
import { readBounceReport } from "./read-report.ts";

const command = newCommand(
  "npm run bounces",
  "读退信（RFC 3464 退信报告），收件邮箱已不存在的，停止它的全部订阅；需要“管理”权限的令牌",
)
  .argument("<files...>", "退信文件或文件夹（.eml、Maildir）；- 表示标准输入")
  .addOption(siteOption())
  .parse();

/** The most that the site takes at once. */
const AT_ONCE = 20;

interface Ended {
  ended: number;
  unknown: number;
}

try {
  const letters = new Set<string>();
  let other = 0;
  for await (const bytes of lettersIn(command.args)) {
    const report = await readBounceReport(bytes);
    if (report?.isFinal) letters.add(report.letter);
    else other += 1;
  }
  const site = letters.size > 0 ? await siteWithToken(command.opts<{ site: string }>().site) : null;
  const { ended, unknown } = site ? await tell(site, [...letters]) : { ended: 0, unknown: 0 };
  process.stdout.write(`停止订阅 ${ended} 项；认不出或已停止的退信 ${unknown} 封；不是确定的退信 ${other} 封。\n`);
} catch (error) {
  process.stderr.write(`${fileTrouble(error, command.args.join(" "))}\n`);
  process.exitCode = 1;
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

async function* lettersIn(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) {
    if (path === "-") yield Buffer.concat(await process.stdin.toArray());
    else if ((await stat(path)).isDirectory())
      yield* lettersIn((await readdir(path)).toSorted().map((name) => join(path, name)));
    else yield await readFile(path);
  }
}

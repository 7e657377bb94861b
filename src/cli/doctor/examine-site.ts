import { styleText } from "node:util";
import type { Examination } from "../../doctor/finding.ts";
import { messageOf } from "../../thrown.ts";
import { siteWithToken } from "../site/site-option.ts";
import { callJson } from "../site/site.ts";

/** Has a running site look at its own tables, and tells what it found. Answers the exit code. */
export async function examineSite(origin: string, repair: boolean): Promise<number> {
  try {
    const site = await siteWithToken(origin);
    const { checks, findings } = await callJson<Examination>(site, "/doctor", { repair });
    for (const name of checks)
      if (!findings.some(({ check }) => check === name)) say(`${styleText("green", "✓")} ${name}`);
    for (const { check, where, what, mended } of findings)
      say(`${mended ? styleText("yellow", "补") : styleText("red", "✗")} ${check}　${where}：${what}`);
    const left = findings.filter(({ mended }) => !mended).length;
    say(left > 0 ? `\n${left} 处不符。` : "\n一切相符。");
    say(
      `文字、原件和签名由 npm run verify -- --site ${origin} 核对；搜索索引由 npm run reindex -- --site ${origin} 重建。`,
    );
    return left > 0 ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 1;
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

import { styleText } from "node:util";
import { capacityOf } from "../db/capacity.ts";
import { messageOf } from "../thrown.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { newCommand } from "./command/command.ts";
import { capacityLine } from "./import/outcome-lines.ts";
import type { Ailment, Check } from "../doctor/archive.ts";
import { checkCounts } from "../doctor/check-counts.ts";
import { checkDirectory } from "../doctor/check-directory.ts";
import { checkKeptFigures } from "./doctor/check-figures.ts";
import { checkIndex } from "./doctor/check-index.ts";
import { checkLedger } from "../doctor/check-ledger.ts";
import { checkOutside } from "./doctor/check-outside.ts";
import { checkPoints } from "./doctor/check-points.ts";
import { checkRevisions } from "./doctor/check-revisions.ts";
import { checkPress } from "../doctor/check-press.ts";
import { checkStanding } from "../doctor/check-standing.ts";
import { examineSite } from "./doctor/examine-site.ts";
import { toOrigin } from "./site/site-option.ts";
import { openDataArchive } from "./doctor/data-archive.ts";
import { type LocalArchive, openLocalArchive } from "./doctor/local-archive.ts";

const CHECKS: Record<string, (archive: LocalArchive) => ReturnType<Check>> = {
  公示日志: checkLedger,
  文字与原件: checkRevisions,
  撤回与答复: checkStanding,
  搜索索引: checkIndex,
  库外索引: async (archive) => checkOutside(archive, archive.outside()),
  计数: checkCounts,
  单位总表: checkDirectory,
  媒体引用: checkPress,
  数字: checkKeptFigures,
  指标: checkPoints,
};

const command = newCommand(
  "npm run doctor",
  "核对本机的数据库、原件、搜索索引和公示日志；每处不符一行，有不符时退出码为 1",
)
  .option("--repair", "补上可以由其余数据推出来的")
  .option(
    "--site <url>",
    "核对正在运行的网站（通过接口，令牌在 GONGSHI_TOKEN）；文字和原件由 npm run verify 核对",
    toOrigin,
  )
  .option("--data <folder>", "核对 npm run serve 的数据文件夹（DATA_DIR）；网站可以正在运行");

async function mend(ailment: Ailment, wanted: boolean): Promise<boolean> {
  if (!wanted || !ailment.repair) return false;
  await ailment.repair();
  return true;
}

const { repair = false, data, site } = command.parse().opts<{ repair?: boolean; data?: string; site?: string }>();
if (site !== undefined && data !== undefined) command.error("--site 和 --data 只写一个。");
if (site !== undefined) process.exit(await examineSite(site, repair));
const archive = await (data === undefined ? openLocalArchive() : openDataArchive(data)).catch((error: unknown) =>
  command.error(fileTrouble(error, data ?? "")),
);
let left = 0;
try {
  for (const [name, check] of Object.entries(CHECKS)) {
    const ailments = await check(archive).catch((error: unknown): Ailment[] => [
      {
        where: "",
        what: `没有查成（${messageOf(error)}）。先运行一次 npm start`,
      },
    ]);
    if (ailments.length === 0) process.stdout.write(`${styleText("green", "✓")} ${name}\n`);
    for (const ailment of ailments) {
      const mended = await mend(ailment, repair);
      if (!mended) left += 1;
      const mark = mended ? styleText("yellow", "补") : styleText("red", "✗");
      process.stdout.write(`${mark} ${name}　${ailment.where}：${ailment.what}\n`);
    }
  }
  const capacity = capacityOf(await archive.bytes().catch(() => 0));
  if (capacity.warns) process.stdout.write(`${capacityLine(capacity)}\n`);
} finally {
  await archive.close();
}
process.stdout.write(left > 0 ? `\n${left} 处不符。\n` : "\n一切相符。\n");
process.exitCode = left > 0 ? 1 : 0;

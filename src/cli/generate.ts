import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InvalidArgumentError } from "commander";
import { newCommand } from "./command/command.ts";
import { editions } from "./generate/bureaus.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { composeReport } from "./generate/report-file.ts";

const MOST = 100_000;

const command = newCommand("npm run generate", "编写虚构的演示报告，供测试大批导入；同样的数目和种子写出同样的文件")
  .requiredOption("--reports <number>", "报告份数；更正版另计", toCount)
  .option("--seed <text>", "种子", "1")
  .requiredOption("--out <folder>", "写到哪个文件夹，每个年度一个子文件夹");

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST) return count;
  throw new InvalidArgumentError(`份数应是 1 到 ${MOST} 之间的整数。`);
}

const { reports, seed, out } = command.parse().opts<{ reports: number; seed: string; out: string }>();
let files = 0;
let bytes = 0;
try {
  for (const edition of editions(reports, seed)) {
    const file = composeReport(edition);
    const path = join(out, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.bytes);
    files += 1;
    bytes += file.bytes.length;
  }
} catch (error) {
  process.stderr.write(`${fileTrouble(error, out)}\n`);
  process.exit(1);
}
process.stdout.write(`写好 ${files} 个文件，${(bytes / 1e6).toFixed(1)} MB：${out}\n`);

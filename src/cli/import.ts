import { basename } from "node:path";
import { InvalidArgumentError } from "commander";
import { parseReport } from "../ingest/read-report.ts";
import { yearText } from "../fields.ts";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { findFiles, readUpload } from "./import/files.ts";
import { runInOrder } from "./import/in-order.ts";
import { askCapacity, askKnown } from "./import/known-files.ts";
import {
  capacityLine,
  countDoubts,
  type ImportOutcome,
  outcomeLine,
  previewLines,
  summaryLine,
  waitingLines,
} from "./import/outcome-lines.ts";
import { Progress } from "./import/progress.ts";
import { publishFile, type PublishAnswer } from "./site/publish-client.ts";
import { type Site, SiteUnreachable } from "./site/site.ts";
import { siteOption, siteWithToken } from "./site/site-option.ts";

interface Options {
  bureau?: string;
  slug?: string;
  year?: string;
  note?: string;
  site: string;
  dryRun?: boolean;
  json?: boolean;
  accept: string[];
  acceptHidden?: boolean;
}

const AT_ONCE = 4;

const command = newCommand("npm run import", "把报告文件或整个文件夹发布到运行中的网站；可以放心重复运行")
  .argument("<file...>", "报告文件或文件夹")
  .option("--bureau <slug>", "单位代号，只在文件没有写明单位时需要")
  .option("--slug <slug>", "新单位的代号，永久不变；不写时先给出建议，确认后（--accept bureau-new）才发布")
  .option("--year <number>", "报告年度，只在文件没有写明年度时需要", toYear)
  .option("--note <text>", "修订说明，公开")
  .addOption(siteOption())
  .option("--dry-run", "只预览导入会怎样理解文件，不发布")
  .option("--accept <code>", "接受某一类要人决定的事（代号见退回时的说明），会记入审计；可以写几次", addCode, [])
  .option("--accept-hidden", "知道原件里的批注、修订、隐藏文字公布后任何人都能看到，仍然发布")
  .option("--json", "每个文件输出一行 JSON（NDJSON）");

function addCode(code: string, codes: string[]): string[] {
  return [...codes, ...code.split(",")];
}

function toYear(text: string): string {
  const { success, error } = yearText.safeParse(text);
  if (success) return text;
  throw new InvalidArgumentError(`${error.issues[0]?.message}。`);
}

interface Upload {
  file: string;
  bytes: Uint8Array<ArrayBuffer> | string;
  /** The site has the very same file already. */
  known: PublishAnswer | null;
  /** Files of one year wait for each other, so that two editions of one report arrive in order. */
  key: string;
}

/** If bureau or year are given by hand, or nothing is to be published, every file is sent. */
async function* readUploads(site: Site, files: string[], options: Options): AsyncGenerator<Upload> {
  const { slug, bureau = slug, year, dryRun } = options;
  const found = bureau || year || dryRun ? files.map((file) => ({ file, known: null })) : askKnown(site, files);
  for await (const { file, known } of found) {
    const bytes = known ? "" : await readUpload(file);
    yield { file, bytes, known, key: known ? `${known.year}` : (year ?? yearOf(bytes, file)) };
  }
}

function yearOf(bytes: Upload["bytes"], file: string): string {
  try {
    return typeof bytes === "string" ? "" : `${parseReport(bytes, file).year}`;
  } catch {
    return "";
  }
}

async function publishUpload(site: Site, { file, bytes, known }: Upload, options: Options): Promise<ImportOutcome> {
  if (known) return { file, ...known };
  if (typeof bytes === "string") return { file, outcome: "refused", status: 0, type: "unreadable", detail: bytes };
  const { slug, bureau = slug, year, note, dryRun } = options;
  const accept = [...options.accept, ...(options.acceptHidden ? ["hidden-text"] : [])];
  return {
    file,
    ...(await publishFile(site, { fileName: basename(file), bytes, bureau, year, note, dryRun, accept })),
  };
}

async function main(named: string[], options: Options): Promise<number> {
  const site = await siteWithToken(options.site);
  const { files, passedOver } = await findFiles(named);
  if (files.length === 0) throw new Error("没有找到报告文件（.docx、.pdf、.html、.txt、.md 等）。");
  for (const path of passedOver) process.stderr.write(`跳过 ${path}：不是报告文件\n`);
  const progress = new Progress(files.length);
  const counts = new Map<string, number>();
  const waiting: string[] = [];
  let doubts = 0;
  const publishOne = async (upload: Upload) => {
    const outcome = await publishUpload(site, upload, options);
    counts.set(outcome.outcome, (counts.get(outcome.outcome) ?? 0) + 1);
    doubts += countDoubts(outcome);
    if (outcome.outcome === "blocked") waiting.push(outcome.file);
    const preview = options.dryRun ? previewLines(outcome) : [];
    progress.print(options.json ? JSON.stringify(outcome) : [outcomeLine(outcome, site.origin), ...preview].join("\n"));
    if (outcome.outcome === "refused" && [401, 403].includes(outcome.status))
      throw new Error("令牌不被接受，没有继续。");
  };
  try {
    await runInOrder(readUploads(site, files, options), publishOne, AT_ONCE);
  } finally {
    progress.clear();
    if (!options.json && files.length > 1) process.stdout.write(`${summaryLine(counts, progress.seconds, doubts)}\n`);
  }
  if (!options.json && waiting.length > 0 && files.length > 1)
    process.stdout.write(`${waitingLines(waiting).join("\n")}\n`);
  const capacity = options.dryRun ? null : await askCapacity(site);
  if (capacity?.warns) process.stderr.write(`${capacityLine(capacity)}\n`);
  return counts.has("refused") || waiting.length > 0 ? 1 : 0;
}

command.parse();
process.once("SIGINT", () => {
  process.stderr.write("\n已停下。已经发布的不会丢失；再运行同一条命令，会从中断处继续。\n");
  process.exit(130);
});
process.exitCode = await main(command.args, command.opts<Options>()).catch((error: unknown) => {
  const resume =
    error instanceof SiteUnreachable ? "\n已经发布的不会丢失；恢复后再运行同一条命令，会从中断处继续。" : "";
  process.stderr.write(`${messageOf(error)}${resume}\n`);
  return 1;
});

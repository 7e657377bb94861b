import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conserve } from "../../ingest/conservation/conserve.ts";
import { rawText } from "../../ingest/conservation/raw-text.ts";
import { pdfFile } from "../../ingest/fixtures/pdf-file.ts";
import { Notes } from "../../ingest/notes.ts";
import { readFile } from "../../ingest/read-file.ts";
import { Random } from "../generate/random.ts";
import { readerMemoryMb } from "./reader-memory.ts";
import { type BenchRow, roundedTo } from "./table.ts";

const PAGES = [50, 195];
const ROWS = 36;
const COLUMNS = 38;
const WORDS = "供水服务管网检修水质安全用户热线调度培训抄表节能监测巡查消毒应急";

/** A long report as a PDF beside poppler's pdftotext on the same file, and what the account of characters and numbers adds to reading text; processor time of this machine. */
export async function benchReading(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const pages of PAGES) {
    const bytes = pdfFile(linesOf(pages));
    await readFile(bytes, "warm-up.pdf");
    const { seconds } = await measured(() => readFile(bytes, "a.pdf"));
    rows.push({
      what: `PDF, ${pages} pages, s`,
      value: roundedTo(seconds, 2),
      "pdftotext -layout, s": await poppler(bytes),
    });
  }
  const memory = await readerMemoryMb(Uint8Array.from(pdfFile(linesOf(195))), "a.pdf");
  rows.push({
    what: "PDF, 195 pages, in workerd, MB",
    value: memory === null ? "no /proc" : roundedTo(memory),
    "pdftotext -layout, s": "",
  });
  const text = linesOf(195).flat().join("\n\n");
  const whole = await measured(() => readFile(new TextEncoder().encode(text), "a.txt"));
  const guard = await measured(async () => conserve(rawText(text), whole.value, new Notes()));
  const share = roundedTo((guard.seconds / whole.seconds) * 100);
  rows.push({ what: `text of 195 pages, s`, value: roundedTo(whole.seconds, 2), "pdftotext -layout, s": "" });
  rows.push({ what: "of it, comparing with the file, %", value: share, "pdftotext -layout, s": "" });
  return rows;
}

async function measured<T>(run: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const before = process.cpuUsage();
  const value = await run();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

function linesOf(pages: number): string[][] {
  const random = new Random("reading");
  const line = () => {
    const words = Array.from({ length: COLUMNS - 8 }, () => WORDS[random.int(0, WORDS.length - 1)]).join("");
    return `${words}${random.int(1, 9_999)}万元。`;
  };
  return Array.from({ length: pages }, (_, page) => [
    ...(page === 0 ? ["示例市东湖供水局2023年度社会责任报告", "一、公开陈述"] : []),
    ...Array.from({ length: ROWS - 2 }, line),
  ]);
}

/** Seconds of processor time, or that it is not on this machine. */
async function poppler(bytes: Uint8Array): Promise<number | string> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-poppler-"));
  const file = join(folder, "a.pdf");
  await writeFile(file, bytes);
  try {
    const timed = execFileSync("sh", ["-c", 'pdftotext -layout "$0" /dev/null && times', file], { encoding: "utf8" });
    const [minutes = 0, seconds = 0] = (/\n(\d+)m([\d.]+)s/.exec(timed) ?? []).slice(1).map(Number);
    return roundedTo(minutes * 60 + seconds, 2);
  } catch {
    return "pdftotext is not on this machine";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

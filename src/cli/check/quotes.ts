import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inProject, ROOT } from "../command/project.ts";

const RUN = 24;
const BINARY = /\.(png|jpe?g|docx|pdf|woff2|ico)$|package-lock\.json$/;

const hanOnly = (text: string) => text.replaceAll(/[^\u4e00-\u9fff]/g, "");

/** Counts the positions of `text` at which 24 Han characters stand as they do in one of the `sources`. */
export function quotedRuns(text: string, sources: Set<string>): number {
  const han = hanOnly(text);
  let runs = 0;
  for (let at = 0; at + RUN <= han.length; at++) if (sources.has(han.slice(at, at + RUN))) runs++;
  return runs;
}

export function hanRuns(text: string): string[] {
  const han = hanOnly(text);
  return Array.from({ length: Math.max(0, han.length - RUN + 1) }, (_, at) => han.slice(at, at + RUN));
}

/** The real reports belong to their bureaus: no file of the repository repeats a passage of them. */
export async function checkQuotes(): Promise<string> {
  const folder = process.env.REPORTS_DIR ?? inProject("../shared/reports");
  const reports = await readdir(folder).catch(() => []);
  if (reports.length === 0) return `no real reports at ${folder}, not checked`;
  const texts = await Promise.all(reports.map((name) => readFile(join(folder, name), "utf8")));
  const sources = new Set(texts.flatMap(hanRuns));
  const listed = await promisify(execFile)("git", ["ls-files"], { cwd: ROOT });
  const files = listed.stdout.split("\n").filter((name) => name && !BINARY.test(name));
  const found: string[] = [];
  for (const file of files) {
    const runs = quotedRuns(await readFile(inProject(file), "utf8").catch(() => ""), sources);
    if (runs > 0) found.push(`${file}: ${runs} runs of ${RUN} characters`);
  }
  if (found.length) throw new Error(`Text of the real reports stands in\n${found.join("\n")}`);
  return `${files.length} files`;
}

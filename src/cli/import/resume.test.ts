import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editions } from "../generate/bureaus.ts";
import { composeReport } from "../generate/report-file.ts";
import { inProject } from "../command/project.ts";
import { startTestSite, type TestSite } from "../local/test-site.ts";

let folder = "";
let site: TestSite;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-resume-"));
  for (const edition of editions(40, "中断")) {
    const { path, bytes } = composeReport(edition);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
    files += 1;
  }
  site = await startTestSite();
}, 60_000);
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const args = () => [
  "--no-warnings",
  inProject("src/cli/import.ts"),
  folder,
  "--site",
  site.origin,
  "--accept",
  "bureau-new",
];
const env = () => ({ ...process.env, GONGSHI_TOKEN: site.token });
const count = async (table: string) => Number(await site.db.prepare(`SELECT count(*) AS n FROM ${table}`).first("n"));

async function killedAfter(reports: number) {
  const child = spawn(process.execPath, args(), { env: env(), stdio: "ignore" });
  const ended = once(child, "exit");
  while (child.exitCode === null && (await count("revisions")) < reports);
  child.kill("SIGKILL");
  await ended;
  return child.signalCode;
}

test("an import that is killed again and again is finished by the same command, each file published once", async () => {
  expect(await killedAfter(5)).toBe("SIGKILL");
  expect(await killedAfter(14)).toBe("SIGKILL");
  const before = await count("revisions");
  const { stdout } = await promisify(execFile)(process.execPath, args(), { env: env() });
  const unchanged = stdout.split("\n").filter((line) => line.includes("unchanged")).length;
  expect(unchanged).toBeGreaterThanOrEqual(before);
  expect(stdout).toContain(`共 ${files} 份`);
  expect(await count("revisions")).toBe(files);
  expect(await count("ledger_entries")).toBe(files);
  const again = await promisify(execFile)(process.execPath, args(), { env: env() });
  expect(again.stdout).toContain(`未变 ${files}`);
}, 240_000);

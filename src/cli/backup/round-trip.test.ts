import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newBearerToken, tokenSql } from "../site/bearer-token.ts";
import type { Archive } from "../../doctor/archive.ts";
import { checkCounts } from "../../doctor/check-counts.ts";
import { checkIndex } from "../doctor/check-index.ts";
import { checkLedger } from "../../doctor/check-ledger.ts";
import { checkRevisions } from "../doctor/check-revisions.ts";
import { checkStanding } from "../../doctor/check-standing.ts";
import { editions } from "../generate/bureaus.ts";
import { composeReport } from "../generate/report-file.ts";
import { inProject } from "../command/project.ts";
import { publishFile } from "../site/publish-client.ts";
import { startTestSite, type TestSite } from "../local/test-site.ts";
import { callJson } from "../site/site.ts";
import type { SiteState } from "./site-state.ts";
import { checkBackup, tableFilePath } from "./manifest.ts";
import { takeBackup } from "./take-backup.ts";

let folder = "";
let old: TestSite;
let receipt = "";
const quiet = () => undefined;

interface Run {
  code: number;
  output: string;
}

/** Runs a command of the project as its user does. */
function run(script: string, args: string[], token: string): Promise<Run> {
  const env = { ...process.env, GONGSHI_TOKEN: token };
  return new Promise((resolve) =>
    execFile(process.execPath, ["--no-warnings", inProject("src/cli", script), ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: out + err }),
    ),
  );
}

/** A page, but for the address of the site, which is another for each. */
const get = async (site: TestSite, path: string) =>
  (await (await fetch(site.origin + path)).text()).replaceAll(site.origin, "");
const ask = (site: TestSite, path: string, body: unknown) =>
  fetch(`${site.origin}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${site.token}` },
    body: JSON.stringify(body),
  });

/** A dozen reports with corrections, one withdrawn, and a feedback with contact data and an attachment. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-backup-"));
  old = await startTestSite();
  const files = [...editions(12, "备份"), ...editions(1, "甲")].map(composeReport);
  const first = files[0];
  if (!first) throw new Error("no report");
  const corrected = new TextEncoder().encode(`${await textOf()}\n\n更正：数字已核对。\n`);
  for (const { path, bytes } of files) await publish(path, new Uint8Array(bytes));
  for (const text of [await textOf(), new TextDecoder().decode(corrected)])
    await publish("donghu-2020.txt", new TextEncoder().encode(text));
  const reports = await old.db
    .prepare("SELECT b.slug, r.year FROM reports r JOIN bureaus b ON b.id = r.bureau_id ORDER BY r.id LIMIT 1")
    .first<{ slug: string; year: number }>();
  expect((await ask(old, `/reports/${reports?.slug}/${reports?.year}/withdraw`, { reason: "核对数字" })).status).toBe(
    200,
  );
  const sent = await ask(old, "/feedback", {
    kind: "error",
    text: "志愿服务一节的占比与正文前后不一致，请核对台账。",
    bureau: "donghu",
    year: 2020,
    contact: "13800000000",
  });
  const answer = (await sent.json()) as { receipt: string };
  expect(answer).toMatchObject({ status: "submitted" });
  receipt = answer.receipt;
  await old.files.put("feedback/0123456789abcdef.png", new Uint8Array([1, 2, 3]), {
    httpMetadata: { contentType: "application/octet-stream" },
  });
  await old.db
    .prepare(
      "INSERT INTO feedback_attachments (feedback_id, object_key, name, type, size, sha256) SELECT id, 'feedback/0123456789abcdef.png', 'a.png', 'image/png', 3, 'x' FROM feedback",
    )
    .run();
}, 120_000);

const textOf = () => readFile(inProject("samples/donghu-2020.txt"), "utf8");

async function publish(fileName: string, bytes: Uint8Array<ArrayBuffer>) {
  const answer = await publishFile(old, { fileName, bytes, accept: ["bureau-new"] });
  if (answer.outcome === "refused") throw new Error(answer.detail);
}

afterAll(async () => {
  await old.close();
  await rm(folder, { recursive: true });
});

test("an archive in use is backed up, checked, put back from an encrypted backup into an empty one and verified; damage and a full archive are refused", async () => {
  const to = join(folder, "whole");
  const wrong = await run("reindex.ts", ["--full-text-from", "20x", "--site", old.origin], old.token);
  expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining("应是四位年份，例如 2024")]);
  const narrowed = await run("reindex.ts", ["--full-text-from", "2020", "--site", old.origin], old.token);
  expect(narrowed.output).toContain("2020 年起的报告编入正文，更早的只编入标题");
  const taken = await run("backup.ts", ["--to", to, "--site", old.origin], old.token);
  expect(taken.output).toContain("备份完成");
  const { manifest, faults } = await checkBackup(to);
  expect(faults).toEqual([]);
  expect(manifest.ledger).toEqual((await callJson<SiteState>(old, "/backup")).ledger);
  expect(await secretsIn(to)).toEqual([]);
  expect((await run("restore.ts", ["--from", to, "--site", old.origin], old.token)).output).toContain(
    "只能恢复到空的数据库",
  );

  const sealed = join(folder, "sealed");
  const identity = await generateX25519Identity();
  await writeFile(join(folder, "key.txt"), identity);
  const recipient = await identityToRecipient(identity);
  const again = await run("backup.ts", ["--to", sealed, "--site", old.origin, "--recipient", recipient], old.token);
  expect(again.output).toContain("已加密");

  const restored = await startTestSite();
  try {
    await expectEmptyArchive(restored);
    await keepLedgerKey(restored);
    const killed = await killedWhileRestoring(sealed, restored);
    expect(killed).toBe(true);
    const key = ["--identity", join(folder, "key.txt")];
    const put = await run("restore.ts", ["--from", sealed, "--site", restored.origin, ...key], restored.token);
    expect(put.output).toContain("公示日志的根与备份的相同");
    expect(put.output).toContain("验证通过");
    expect(put.code).toBe(0);
    expect(await tablesOf(restored)).toEqual(await tablesOf(old));
    for (const path of await someAddresses()) expect(await get(restored, path), path).toBe(await get(old, path));
    expect(await ailmentsOf(restored)).toEqual([]);
    expect((await callJson<SiteState>(restored, "/backup")).full_text_from).toBe(2020);
    const found = await ask(restored, "/feedback/lookup", { receipt });
    expect(await found.json()).toMatchObject({ kind: "error", status: "submitted" });
    expect((await restored.files.get("feedback/0123456789abcdef.png"))?.size).toBe(3);
    expect(
      (await (await fetch(`${restored.origin}/api/v1/search?q=志愿服务`)).json()) as { total: number },
    ).toMatchObject({ total: expect.any(Number) });
    const next = await publishFile(restored, {
      fileName: "new.txt",
      bytes: new TextEncoder().encode((await textOf()).replaceAll("2020年", "2019年")),
    });
    expect(next.outcome).toBe("published");
  } finally {
    await restored.close();
  }

  await appendFile(tableFilePath(to, "sections"), "\n");
  expect((await run("restore.ts", ["--from", to, "--check"], "-")).output).toContain("表 sections 与清单不符");
}, 240_000);

async function ailmentsOf({ db, files }: TestSite) {
  const archive: Archive = {
    query: async <T>(sql: string, ...values: (string | number)[]) =>
      (
        await db
          .prepare(sql)
          .bind(...values)
          .all<T>()
      ).results,
    write: () => Promise.reject(new Error("nothing is to be mended")),
    original: async (sha256) => {
      const file = await files.get(`originals/${sha256}`);
      return file && new Uint8Array(await file.arrayBuffer());
    },
    originals: async () => (await files.list({ prefix: "originals/" })).objects.map(({ key }) => key.slice(10)),
  };
  const checks = [checkLedger, checkRevisions, checkStanding, checkIndex, checkCounts];
  return (await Promise.all(checks.map((check) => check(archive)))).flat();
}

/** Everything but what a site has of its own; the backup, the restore and another width of the index leave a row each in the audit log. */
async function tablesOf(site: TestSite) {
  const { tables } = await callJson<SiteState>(site, "/backup");
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    if (name === "api_tokens" || name === "archive_state") continue;
    const own = name === "audit_log" ? "WHERE action NOT LIKE 'archive.%' AND action NOT LIKE 'search.%'" : "";
    rows[name] = (await site.db.prepare(`SELECT * FROM ${name} ${own}`).all()).results;
  }
  return rows;
}

async function someAddresses() {
  const { results } = await old.db
    .prepare(
      "SELECT b.slug, r.year, r.current_revision AS n FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE r.status = 'published' ORDER BY r.id",
    )
    .all<{ slug: string; year: number; n: number }>();
  return [...results.slice(0, 4), ...results.slice(-1)]
    .flatMap(({ slug, year, n }) => [
      `/reports/${slug}/${year}.json`.replace(".json", ".txt"),
      `/reports/${slug}/${year}/original`,
      `/reports/${slug}/${year}/figures.csv`,
      `/reports/${slug}/${year}/r${n}.md`,
    ])
    .concat("/ledger/checkpoint");
}

/** The keys that a development site keeps in its database and a production site in its secrets. */
async function keepLedgerKey(site: TestSite) {
  const key = await old.db.prepare("SELECT signing_key FROM ledger_development_key").first<string>("signing_key");
  await site.db
    .prepare("INSERT OR REPLACE INTO ledger_development_key (id, signing_key) VALUES (1, ?)")
    .bind(key)
    .run();
}

async function secretsIn(to: string): Promise<string[]> {
  const { results } = await old.db
    .prepare(
      "SELECT value FROM feedback_secrets UNION ALL SELECT signing_key FROM ledger_development_key UNION ALL SELECT key FROM staff_keys",
    )
    .all<{ value: string }>();
  const { manifest } = await checkBackup(to);
  const texts = await Promise.all(manifest.tables.map(({ name }) => readFile(tableFilePath(to, name), "utf8")));
  return [...results.map(({ value }) => value), "13800000000"].filter((secret) =>
    texts.some((text) => text.includes(secret)),
  );
}

/** Starts a restore and kills it once sections have arrived. */
async function killedWhileRestoring(from: string, site: TestSite): Promise<boolean> {
  const env = { ...process.env, GONGSHI_TOKEN: site.token };
  const args = ["--no-warnings", inProject("src/cli/restore.ts"), "--from", from, "--site", site.origin];
  args.push("--identity", join(folder, "key.txt"));
  const child = spawn(process.execPath, args, { env, stdio: "ignore" });
  const ended = once(child, "exit");
  while (child.exitCode === null) {
    const n = await site.db.prepare("SELECT count(*) AS n FROM revisions").first<number>("n");
    if (Number(n) > 0) break;
  }
  child.kill("SIGKILL");
  await ended;
  return child.signalCode === "SIGKILL";
}

test("a backup that was interrupted is finished by the same command, and what was written meanwhile is in it", async () => {
  const to = join(folder, "interrupted");
  let told = 0;
  const stop = new Error("stop");
  await expect(
    takeBackup(old, to, () => {
      if ((told += 1) > 12) throw stop;
    }),
  ).rejects.toBe(stop);
  await writeFile(join(to, "tables/sections.ndjson"), "half a li", { flag: "a" });
  let written = false;
  const manifest = await takeBackup(old, to, () => {
    if (written) return;
    written = true;
    void old.db
      .prepare("INSERT INTO audit_log (at, actor, action, subject) VALUES ('2026-01-01', '甲', 'staff.added', '乙')")
      .run();
  });
  expect((await checkBackup(to)).faults).toEqual([]);
  const audited = await old.db.prepare("SELECT count(*) AS n FROM audit_log").first<number>("n");
  expect(manifest.tables.find(({ name }) => name === "audit_log")?.rows).toBe(audited);
  await expect(takeBackup(old, to, quiet)).rejects.toThrow("已有一份完整的备份");
}, 120_000);

/** Every table is in a backup or left out for a reason, and only known ones have rows before anything is published. */
async function expectEmptyArchive(site: TestSite) {
  const { tables } = await callJson<SiteState>(site, "/backup");
  const filled: string[] = [];
  for (const { name, key } of tables) {
    expect(key.length, name).toBeGreaterThan(0);
    if (await site.db.prepare(`SELECT 1 FROM ${name} LIMIT 1`).first()) filled.push(name);
  }
  expect(filled).toEqual(["api_tokens", "archive_state"]);
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["sections", "feedback", "drafts", "staff"]));
  const publisher = newBearerToken();
  await site.db.prepare(tokenSql(publisher, "发布", { scopes: ["publish", "admin"] }, 1)).run();
  const refused = await fetch(`${site.origin}/api/v1/backup/tables/feedback`, {
    headers: { authorization: `Bearer ${publisher}` },
  });
  expect(refused.status).toBe(403);
}

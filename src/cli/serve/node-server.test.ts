import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatSigningKey } from "../../ledger/log/keys.ts";
import { openDataArchive } from "../doctor/data-archive.ts";
import { checkLedger } from "../../doctor/check-ledger.ts";
import { newLetter, newReport, sendLetter, sendReport, type SentRequest } from "../simulate/client.ts";
import { bundleHost } from "./bundle-host.ts";
import { freePort } from "../local/free-port.ts";
import { startNodeSite } from "./node-site.ts";
import { startNodeServer } from "./node-server.ts";

const folder = mkdtempSync(join(tmpdir(), "gongshi-serve-"));
const built = join(folder, "built");
beforeAll(() => bundleHost(built), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRODUCTION = {
  SITE_ORIGIN: "https://gongshi.test",
  LEDGER_KEY: await formatSigningKey("gongshi.test/ledger", new Uint8Array(32).fill(3)),
  CONTACT_KEYS: `k1:${"A".repeat(43)}=`,
  ADMIN_EMAILS: "a@gongshi.test",
  OIDC_ISSUER: "https://login.example.cn",
  OIDC_CLIENT_ID: "gongshi",
  OIDC_CLIENT_SECRET: "secret",
};

const start = (data: string, settings: Record<string, string> = {}) => startNodeSite(built, data, settings);

const nothing = (): SentRequest => ({ letters: [], reports: [], odd: [] });

test("a portal starts from nothing but the built folder; what was answered is there after a stop and another start", async () => {
  const data = join(folder, "first");
  const first = await start(data, PRODUCTION);
  const sent = nothing();
  const [letter, report] = [newLetter(1), newReport(1)];
  await sendLetter(first.site, letter, sent);
  await sendReport(first.site, report, sent);
  expect(sent.odd).toEqual([]);
  await expect(startNodeServer(built, { ...PRODUCTION, DATA_DIR: data, PORT: `${await freePort()}` })).rejects.toThrow(
    /^数据文件夹 .* 正由另一个进程使用[^\n]*$/,
  );
  await first.stop();
  expect(first.printed()).not.toContain("failed");
  const second = await start(data, PRODUCTION);
  const page = await fetch(`${second.site.origin}/reports/${report.answer?.bureau}/${report.answer?.year}`);
  expect([page.status, page.headers.get("Content-Security-Policy")]).toEqual([200, expect.any(String)]);
  expect(await page.text()).toContain("https://gongshi.test/");
  expect((await fetch(`${second.site.origin}/staff/sign-in`)).status).toBe(404);
  await second.stop();
  expect(statSync(join(data, "gongshi.sqlite")).mode & 0o077).toBe(0);
});

test("missing settings, a newer database and a folder that cannot be written stop the start, a line each", async () => {
  const refused = (settings: Record<string, string>) =>
    startNodeServer(built, settings).then(
      () => ["started"],
      (error: Error) => error.message.split("\n"),
    );
  const port = `${await freePort()}`;
  expect(await refused({ SITE_ORIGIN: "https://gongshi.test", DATA_DIR: join(folder, "x"), PORT: port })).toHaveLength(
    4,
  );
  const newer = join(folder, "newer");
  await (await start(newer)).stop();
  const sqlite = new DatabaseSync(join(newer, "gongshi.sqlite"));
  sqlite.exec("INSERT INTO d1_migrations (name) VALUES ('9999_future.sql')");
  sqlite.close();
  expect(await refused({ DATA_DIR: newer, PORT: port })).toEqual([
    expect.stringMatching(/数据库比程序新（9999_future.sql）/),
  ]);
  writeFileSync(join(folder, "file"), "");
  expect(await refused({ DATA_DIR: join(folder, "file"), PORT: port })).toEqual([expect.stringContaining("不能写入")]);
});

test("a full disk refuses writes with 503, pages are still read, and nothing that was answered is lost", async (context) => {
  const disk = join(folder, "disk");
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    context.skip("这里不许挂载小文件系统（要有 root 权限的 Linux）");
  }
  try {
    const data = join(disk, "data");
    const ballast = join(disk, "ballast");
    const host = await start(data);
    writeFileSync(ballast, new Uint8Array(8_500_000));
    const sent = nothing();
    while (sent.odd.length < 3) {
      const report = newReport(sent.reports.length);
      sent.reports.push(report);
      await sendReport(host.site, report, sent);
    }
    expect(sent.odd).toEqual(sent.odd.map(() => expect.stringMatching(/^503 .*存储空间满了/)));
    expect((await fetch(`${host.site.origin}/bureaus`)).status).toBe(200);
    truncateSync(ballast, 0);
    const after = newReport(sent.reports.length);
    const later = nothing();
    await sendReport(host.site, after, later);
    expect(later.odd).toEqual([]);
    await host.kill();
    const archive = await openDataArchive(data);
    expect(await checkLedger(archive)).toEqual([]);
    const kept = new Set(
      (await archive.query<{ hash: string }>("SELECT file_sha256 AS hash FROM revisions")).map(({ hash }) => hash),
    );
    for (const report of [...sent.reports, after]) if (report.answer) expect(kept).toContain(report.sha256);
    await archive.close();
  } finally {
    execFileSync("umount", [disk]);
  }
});

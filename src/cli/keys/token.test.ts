import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject } from "../command/project.ts";
import { codeDigest } from "../../staff/local/codes.ts";
import { auditSql } from "./token-table.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-token-"));
  const db = open();
  for (const file of (await readdir(inProject("migrations"))).toSorted())
    db.exec(`BEGIN; ${await readFile(inProject("migrations", file), "utf8")}; COMMIT`);
  db.exec("INSERT INTO bureaus (slug, name, short_name, created_at) VALUES ('donghu', '某局', '某局', '2026')");
  db.exec(`INSERT INTO api_tokens (token_sha256, name, role, created_at, expires_at)
    VALUES ('x', '旧的', 'admin', '2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z')`);
  db.close();
});
afterAll(() => rm(folder, { recursive: true }));

const open = () => new DatabaseSync(join(folder, "gongshi.sqlite"));
const all = (sql: string) => {
  const db = open();
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
};

const run = (...args: string[]) => runFile("token", ...args);
const runFile = (file: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) =>
    execFile(
      process.execPath,
      ["--no-warnings", inProject(`src/cli/keys/${file}.ts`), "--data", folder, ...args],
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );

test("a token is made for what is asked, listed, and taken back once; each is audited", async () => {
  const [made, backup, unknown, long] = await Promise.all([
    run("--name", "发布", "--bureau", "donghu"),
    run("--name", "备份", "--scope", "backup", "admin"),
    run("--name", "别处", "--bureau", "nowhere"),
    run("--name", "太久", "--scope", "admin", "--days", "91"),
  ]);
  expect(made.out).toMatch(/^gs_[\w-]{43}\n$/);
  expect(made.err).toContain("90 天有效");
  expect(backup.err).toContain("30 天有效");
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining("没有代号为 nowhere 的单位")]);
  expect([long.code, long.err]).toEqual([2, expect.stringContaining("最多有效 90 天")]);
  const stored = all("SELECT name, role, scopes, bureaus FROM api_tokens WHERE scopes IS NOT NULL ORDER BY name");
  expect(stored).toEqual([
    { name: "发布", role: "scoped", scopes: '["publish"]', bureaus: '["donghu"]' },
    { name: "备份", role: "admin", scopes: '["backup","admin"]', bureaus: "[]" },
  ]);
  const listed = await run("--list");
  expect(listed.out).toContain("旧的　管理员（旧令牌，没有写明权限）　2999-01-01 到期　没有使用记录");
  const id = /^(\d+)　发布　发布报告（donghu）/m.exec(listed.out)?.[1] ?? "";
  expect((await run("--revoke", id)).out).toContain("已停用：发布");
  expect((await run("--revoke", id)).err).toContain("已经停用");
  const audit = all("SELECT action FROM audit_log ORDER BY id").map(({ action }) => action);
  expect(audit).toEqual(["token.made", "token.made", "token.revoked"]);
}, 30_000);

test("the token of an empty site leaves it empty: it can be restored into", async () => {
  const db = new DatabaseSync(":memory:");
  for (const file of (await readdir(inProject("migrations"))).toSorted())
    db.exec(`BEGIN; ${await readFile(inProject("migrations", file), "utf8")}; COMMIT`);
  const count = () => db.prepare("SELECT count(*) AS n FROM audit_log").get()?.["n"];
  db.exec(auditSql("token.made", { name: "restore" }));
  expect(count()).toBe(0);
  db.exec("INSERT INTO bureaus (slug, name, short_name, created_at) VALUES ('a', 'a', 'a', '2026')");
  db.exec(auditSql("token.made", { name: "import" }));
  expect(count()).toBe(1);
});

test("the first admin gets a code to set up an account, kept as a digest and audited", async () => {
  const made = await runFile("account", "--email", "Boss@gongshi.test");
  expect(made.out).toMatch(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}\n$/);
  expect(made.err).toContain("ADMIN_EMAILS");
  expect(all("SELECT email, code_sha256 AS code FROM account_invitations")).toEqual([
    { email: "boss@gongshi.test", code: codeDigest(made.out) },
  ]);
  expect(all("SELECT subject FROM audit_log WHERE action = 'account.invited'")).toEqual([
    { subject: "boss@gongshi.test" },
  ]);
});

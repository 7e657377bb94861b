import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { readHealth } from "../../src/console/system/system.ts";
import { runJobs } from "../../src/cron.ts";
import { makeToken } from "../factories.ts";
import { rows } from "../feedback/factory.ts";
import { call } from "../support/console.ts";
import { openArchive } from "../support/site.ts";

/** A site in use, at an instant. */
const at = (time: string) => ({ ...createContext(env), environment: "production", now: () => new Date(time) });
const reasonsAt = async (time: string) => (await readHealth(at(time))).reasons;
const clock = async (time: string) => {
  const told: unknown[] = [];
  await runJobs(at(time), {
    notify: async (payload) => {
      if (payload["event"] === "site.reason") told.push(payload["reason"]);
    },
  });
  return told;
};
const post = async (path: string, scope: "backup" | "admin", body: object) =>
  call(`/api/v1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${await makeToken({ scopes: [scope] })}` },
  });
const whole = { rows: 10, objects: 2, missing: 0 };

beforeEach(async () => {
  await env.DB.exec("DELETE FROM heartbeats");
  await env.DB.exec("DELETE FROM outbox");
});

test("a clock that stopped is a reason to look, and one that runs again is none", async () => {
  await clock("2026-06-01T00:00:00Z");
  expect(await reasonsAt("2026-06-01T00:15:00Z")).not.toContain("clock_late");
  expect(await reasonsAt("2026-06-01T00:21:00Z")).toContain("clock_late");
  await clock("2026-06-01T00:25:00Z");
  expect(await reasonsAt("2026-06-01T00:26:00Z")).not.toContain("clock_late");
});

test("a backup counts when it is finished, for a day and a half; one with files missing is told apart", async () => {
  expect(await reasonsAt(new Date().toISOString())).toContain("backup_late");
  expect((await post("/backup/finished", "backup", whole)).status).toBe(204);
  expect(await reasonsAt(new Date().toISOString())).not.toContain("backup_late");
  expect(await reasonsAt(new Date(Date.now() + 37 * 3_600_000).toISOString())).toContain("backup_late");
  await post("/backup/finished", "backup", { ...whole, missing: 1 });
  expect(await reasonsAt(new Date().toISOString())).toContain("backup_incomplete");
});

test("nobody is reminded of backups on a machine of development", async () => {
  expect((await readHealth({ ...at("2026-06-01T00:00:00Z"), environment: "development" })).reasons).toEqual([]);
});

test("each reason goes to the webhook once, and again only after it was gone", async () => {
  expect(await clock("2026-06-01T00:00:00Z")).toEqual(["clock_late", "backup_late"]);
  expect(await clock("2026-06-01T00:05:00Z")).toEqual([]);
  expect(await clock("2026-06-01T00:10:00Z")).toEqual([]);
  await env.DB.prepare(
    "INSERT INTO heartbeats VALUES ('backup', '2026-06-01T00:11:00.000Z', '{\"missing\": 0}')",
  ).run();
  expect(await clock("2026-06-01T00:15:00Z")).toEqual([]);
  expect(await clock("2026-06-02T20:00:00Z")).toEqual(["clock_late", "backup_late"]);
});

test("/healthz tells everybody only that somebody should look", async () => {
  await env.DB.prepare("INSERT INTO heartbeats VALUES ('doctor', '2026-06-01T00:00:00.000Z', '{\"found\": 2}')").run();
  expect(await (await call("/healthz")).json()).toEqual({ status: "degraded" });
});

describe("the doctor of a running site", () => {
  const examine = async (repair: boolean) =>
    (await post("/doctor", "admin", { repair })).json<{
      checks: string[];
      findings: { check: string; where: string; mended: boolean }[];
    }>();

  test("finds what was changed behind the triggers, mends what can be derived, and tells /healthz", async () => {
    await openArchive();
    await env.DB.exec("UPDATE archive_counts SET revisions = revisions + 5");
    await env.DB.exec("UPDATE reports SET press = '[1]' WHERE id = (SELECT max(id) FROM reports)");
    const found = await examine(false);
    expect(found.checks).toContain("公示日志");
    expect(found.findings.map(({ check }) => check)).toEqual(expect.arrayContaining(["计数", "媒体引用"]));
    expect(await reasonsAt(new Date().toISOString())).toContain("doctor_found");
    const mended = await examine(true);
    expect(
      mended.findings.filter(({ check }) => ["计数", "媒体引用"].includes(check)).every((each) => each.mended),
    ).toBe(true);
    const after = await examine(false);
    expect(after.findings.filter(({ check }) => ["计数", "媒体引用", "单位总表"].includes(check))).toEqual([]);
    const audit = await rows("SELECT DISTINCT action FROM audit_log WHERE action = 'archive.examined'");
    expect(audit).toHaveLength(1);
  });
});

import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { commit } from "../../src/db/client.ts";
import { countDeadLetters, listDeadLetters } from "../../src/outbox/dead-letters.ts";
import { outboxEntry } from "../../src/outbox/store.ts";
import { reasonsOf } from "../../src/console/system/health.ts";
import { readHealth, readSystem } from "../../src/console/system/system.ts";
import { makeToken } from "../factories.ts";
import { call, signInAs } from "../support/console.ts";
import { forgetIndex, wanted, World } from "./world.ts";

const outside = {
  SEARCH_ENGINE: "meilisearch",
  MEILI_URL: "http://127.0.0.1:9",
  MEILI_SEARCH_KEY: "s",
  MEILI_INDEX_KEY: "i",
};
const ctx = createContext(env);

beforeEach(forgetIndex);

const bury = (kind: string, payload: Record<string, number | string>) =>
  commit(ctx.db, [outboxEntry(ctx.db, { kind, payload, at: "2026-11-21T01:00:00Z" })]).then(() =>
    env.DB.exec("UPDATE outbox SET dead_at = '2026-11-21T03:00:00Z', attempts = 8, last_error = 'x'"),
  );

test("GET /healthz says ok or degraded and nothing else to the public", async () => {
  const well = await call("/healthz");
  expect([well.status, await well.json()]).toEqual([200, { status: "ok" }]);
  expect(well.headers.get("Cache-Control")).toBe("no-store");
  const ill = await call("/healthz", { env: outside as never });
  expect([ill.status, await ill.json()]).toEqual([200, { status: "degraded" }]);
});

test("GET /healthz answers degraded with 503 where the database does not answer", async () => {
  await env.DB.exec("ALTER TABLE outbox RENAME TO outbox_away");
  const response = await call("/healthz");
  await env.DB.exec("ALTER TABLE outbox_away RENAME TO outbox");
  expect([response.status, await response.json()]).toEqual([503, { status: "degraded" }]);
});

test("GET /healthz tells an admin more, by session or token, and nobody else", async () => {
  const keys = async (options: Parameters<typeof call>[1]) =>
    Object.keys((await (await call("/healthz", { env: outside as never, ...options })).json()) as object);
  const all = ["status", "indexing", "deadLetters", "databaseBytes", "heartbeats", "inUse", "reasons"];
  expect(await keys({ cookie: await signInAs("admin") })).toEqual(all);
  expect(await keys({ headers: { Authorization: `Bearer ${await makeToken({ role: "admin" })}` } })).toEqual(all);
  expect(await keys({ cookie: await signInAs("supervisor") })).toEqual(["status"]);
  expect(await keys({ headers: { Authorization: `Bearer ${await makeToken()}` } })).toEqual(["status"]);
  expect(await keys({ headers: { Authorization: "Bearer nothing-that-is-a-token" } })).toEqual(["status"]);
});

test("the system page shows the engine, what waits since when, the last error, the rebuild and the database's size", async () => {
  const world = new World();
  await world.publish("页面局", 2021, "甲");
  await env.DB.exec("UPDATE search_index SET last_error = 'no_space_left', failed_at = '2026-11-21T02:03:00Z'");
  const html = await (await call("/staff/system", { cookie: await signInAs("admin"), env: outside as never })).text();
  for (const shown of [
    "meilisearch",
    "1份报告，最早的从2026-11-21 10:00起等待",
    "no_space_left（2026-11-21 10:03）",
    "没有在重建",
    "上限 10 GB",
  ])
    expect(html).toContain(shown);
  const plain = await (await call("/staff/system", { cookie: await signInAs("admin") })).text();
  expect(plain).toContain("数据库自带");
  expect(plain).toContain("各年度报告的标题和正文");
  await env.DB.exec("UPDATE search_catalog SET full_text_from = 2024");
  const narrow = await (await call("/staff/system", { cookie: await signInAs("admin") })).text();
  expect(narrow).toContain("2024年起的报告编入标题和正文");
  expect(plain).not.toContain("重建索引");
});

test("the lag counts from the oldest change that is not in the index, and ends when it is", async () => {
  const world = new World();
  await world.triggers(2);
  const began = new Date(world.clock).toISOString();
  await world.publish("滞后局", 2021, "甲");
  world.clock += 60_000;
  await world.publish("滞后局", 2021, "乙");
  world.clock += 30 * 60_000;
  const late = await readHealth(world.ctx);
  expect(late.indexing.outside).toMatchObject({ behind: 1, behindSince: began, isBuilt: true });
  expect(late.reasons).toEqual(["index_behind"]);
  await world.trigger();
  const now = await readHealth(world.ctx);
  expect(now.indexing.outside).toMatchObject({ behind: 0, behindSince: null });
  expect(now.reasons).toEqual([]);
  expect(world.held()).toEqual(await wanted());
});

test("settings that name no engine are told as such, not as an engine that failed", async () => {
  const broken = { ...outside, MEILI_URL: "127.0.0.1:7700" };
  const cookie = await signInAs("admin");
  const { reasons } = await (await call("/healthz", { cookie, env: broken as never })).json<{ reasons: string[] }>();
  expect(reasons[0]).toBe("engine_misconfigured");
  for (const other of ["engine_left_alone", "index_not_built"]) expect(reasons).not.toContain(other);
  expect(await (await call("/staff/system", { cookie, env: broken as never })).text()).toContain(
    "请核对 SEARCH_ENGINE",
  );
});

test("80% of D1's ten gigabytes is a reason to look, a byte less is none", async () => {
  const health = await readHealth(ctx);
  const at = (databaseBytes: number) => reasonsOf({ ...health, databaseBytes }, ctx.now());
  expect([at(7_999_999_999), at(8_000_000_000)]).toEqual([[], ["database_nearly_full"]]);
  expect(health.databaseBytes).toBeGreaterThan(100_000);
});

test("a dead notification is told in words; of a denunciation neither number nor bureau", async () => {
  await bury("notify", { event: "feedback.overdue", feedback: 987_654_321, bureau: "xiqu", kind: "denunciation" });
  await bury("notify", { event: "feedback.received", feedback: 5678, bureau: "xiqu", kind: "question" });
  const html = await (await call("/staff/outbox", { cookie: await signInAs("admin") })).text();
  expect(html).toContain("监督意见已逾期（举报件）");
  expect(html).toContain("收到新的监督意见，编号 5678，单位 xiqu");
  expect(html).not.toContain("987654321");
  expect(html).not.toContain("{&quot;");
});

test("only an admin reads the system's state", async () => {
  await expect(readSystem({ ...ctx, actor: { name: "某人", roles: ["publisher"] } })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("an admin starts a rebuild from the page, which is audited", async () => {
  const response = await call("/staff/system/rebuild", {
    cookie: await signInAs("admin"),
    form: {},
    env: outside as never,
  });
  expect(response.headers.get("Location")).toBe("/staff/system?done=started");
  const audit = await env.DB.prepare(
    "SELECT actor FROM audit_log WHERE action = 'search.rebuild_started' ORDER BY id DESC",
  ).first();
  expect(audit).toEqual({ actor: "admin@demo.invalid" });
  expect(await env.DB.prepare("SELECT phase FROM search_rebuild").first()).toEqual({ phase: "create" });
});

test("a dead letter of the index names its report, and is replayed into the index, one or all", async () => {
  const world = new World();
  await world.triggers(2);
  await world.publish("死信局", 2021, "甲");
  await world.publish("死信局", 2022, "乙");
  await env.DB.exec(
    "UPDATE outbox SET dead_at = '2026-11-21T03:00:00Z', attempts = 8, last_error = 'refused' WHERE kind = 'index'",
  );
  expect(await listDeadLetters(world.ctx)).toMatchObject([
    { kind: "index", bureau: "示例市死信局", year: 2022, lastError: "refused" },
    { kind: "index", bureau: "示例市死信局", year: 2021 },
  ]);
  const cookie = await signInAs("admin");
  expect(await (await call("/staff/outbox", { cookie })).text()).toContain("编入搜索引擎：示例市死信局2022年度报告");
  const [letter] = await listDeadLetters(world.ctx);
  await call("/staff/outbox/retry", { cookie, form: { id: String(letter?.id) } });
  expect(await countDeadLetters(ctx)).toBe(1);
  await bury("notify", { event: "feedback.received" });
  await call("/staff/outbox/retry", { cookie, form: { id: "all" } });
  expect(await countDeadLetters(ctx)).toBe(0);
  await env.DB.exec("UPDATE outbox SET available_at = created_at");
  await world.trigger();
  expect(world.held()).toEqual(await wanted());
});

test("POST /api/v1/search/rebuild is for admins, and says where no engine is in use", async () => {
  const post = async (role: string, more = {}) =>
    call("/api/v1/search/rebuild", {
      method: "POST",
      headers: { Authorization: `Bearer ${await makeToken({ role })}`, "Content-Type": "application/json" },
      ...more,
    });
  const ask = async (role: string, settings = {}) => {
    const app = (await import("../../src/app.ts")).createApp();
    return app.request(
      "http://localhost/api/v1/search/rebuild",
      {
        method: "POST",
        headers: { Authorization: `Bearer ${await makeToken({ role })}`, "Content-Type": "application/json" },
        body: JSON.stringify({ start: true }),
      },
      { ...env, ...settings },
      { waitUntil: () => {}, passThroughOnException: () => {} } as never,
    );
  };
  expect((await post("admin")).status).toBe(400);
  expect((await ask("publisher")).status).toBe(403);
  expect((await ask("admin")).status).toBe(422);
  const begun = await ask("admin", outside);
  expect([begun.status, await begun.json()]).toMatchObject([200, { phase: "create", done: 0 }]);
});

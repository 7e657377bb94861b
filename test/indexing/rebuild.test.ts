import { env } from "cloudflare:test";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Ctx } from "../../src/ctx.ts";
import { sweepOutbox } from "../../src/outbox/sweep.ts";
import { createIndexer } from "../../src/search/indexing/handler.ts";
import { keepIndexBuilt } from "../../src/search/indexing/keep-built.ts";
import { readProgress, startRebuild } from "../../src/search/indexing/rebuild.ts";
import { takeStep } from "../../src/search/indexing/rebuild-step.ts";
import { casesHere } from "../support/host.ts";
import { Crash } from "./crash.ts";
import { forgetIndex, INDEX, wanted, World } from "./world.ts";

const NEXT = `${INDEX}_next`;
let world: World;

beforeAll(async () => {
  for (const year of [2019, 2020, 2021]) await new World().publish("东湖局", year, `${year}年`);
});
beforeEach(async () => {
  await forgetIndex();
  world = new World();
});

const target = () => ({ name: INDEX, writer: world.engine });
const sweep = () => sweepOutbox(world.ctx, { index: createIndexer(world.ctx) }, "index");
const phase = async () => (await readProgress(world.ctx)).phase;
const slug = async () =>
  (await env.DB.prepare("SELECT slug FROM bureaus LIMIT 1").first<{ slug: string }>())?.slug ?? "";

/** Steps until there is nothing more to do, with something else between each two. */
async function stepToTheEnd(between: (step: number) => Promise<unknown> = async () => {}) {
  for (let step = 0; step < 60; step += 1) {
    if ((await takeStep(world.ctx, target())) === "over" || (await phase()) === "idle") return;
    await between(step);
    world.clock += 60_000;
  }
  throw new Error("the rebuild does not end");
}

test("an engine that is switched on gets its index by the trigger alone; the index is never seen half built", async () => {
  const expected = await wanted();
  const seen = new Set<number | undefined>();
  world.engine.spoil = () => void seen.add(world.engine.indexes.get(INDEX)?.size) as undefined;
  await world.triggers(3);
  expect(world.held()).toEqual(expected);
  expect([...seen].every((size) => size === undefined || size === expected.length)).toBe(true);
  expect([...world.engine.indexes.keys()]).toEqual([INDEX]);
  expect(await readProgress(world.ctx)).toMatchObject({ phase: "idle", done: 3, total: 3, error: null });
});

test("what changes during a rebuild, at any step of it, is in the index before it, meanwhile and after it", async () => {
  await world.triggers(3);
  await startRebuild(world.ctx);
  let left = 30;
  await stepToTheEnd(async (step) => {
    if ((left -= 1) < 0) return;
    if (step % 3 === 0) await world.publish("东湖局", 2021, `第${step}稿`);
    if (step % 3 === 1) await world.withdraw(await slug(), 2020);
    if (step % 3 === 2) await world.restore(await slug(), 2020);
    world.clock += 60_000;
    await sweep();
    if (!(await isExchanging())) expect(world.held()).toEqual(await wanted());
  });
  await world.trigger();
  expect(world.held()).toEqual(await wanted());
  expect(world.engine.indexes.has(NEXT)).toBe(false);
});

const isExchanging = async () => (await phase()) === "swap";

test("a change in the middle of the exchange waits for its end, and is not lost", async () => {
  await world.triggers(3);
  await startRebuild(world.ctx);
  while ((await phase()) !== "swap") await takeStep(world.ctx, target());
  await world.publish("东湖局", 2019, "交换之时");
  await sweep();
  const texts = () => [...(world.engine.indexes.get(INDEX)?.values() ?? [])].map(({ text }) => text).join();
  expect(texts()).not.toContain("交换之时");
  await stepToTheEnd();
  await world.trigger();
  expect(texts()).toContain("交换之时");
  expect(world.held()).toEqual(await wanted());
});

test("an index that does not hold as many documents as the tables is not put to use", async () => {
  await world.triggers(3);
  const before = world.held();
  await startRebuild(world.ctx);
  while ((await phase()) !== "check") await takeStep(world.ctx, target());
  const [lost = 0] = world.engine.indexes.get(NEXT)?.keys() ?? [];
  world.engine.indexes.get(NEXT)?.delete(lost);
  await stepToTheEnd();
  expect(await readProgress(world.ctx)).toMatchObject({
    phase: "failed",
    error: `${before.length - 1} documents instead of ${before.length}`,
  });
  expect(world.held()).toEqual(before);
  await startRebuild(world.ctx);
  await stepToTheEnd();
  expect(await readProgress(world.ctx)).toMatchObject({ phase: "idle", error: null });
  expect(world.held()).toEqual(await wanted());
});

test("an engine that lost its index gets it back by the trigger", async () => {
  await world.triggers(3);
  world.engine.indexes.clear();
  await world.triggers(3);
  expect(world.held()).toEqual(await wanted());
});

test("what changed while no engine was configured is there when it is switched on again", async () => {
  await world.triggers(3);
  const { index: _, ...without } = world.ctx;
  const { publishReport } = await import("../../src/reports/publish/publish.ts");
  const { bytesOf, reportText } = await import("../factories.ts");
  await publishReport(without, {
    bytes: bytesOf(reportText({ bureau: "示例市东湖局", year: 2018, body: "关机时发布" })),
    fileName: "报告.txt",
  });
  expect(world.held()).not.toEqual(await wanted());
  await world.triggers(3);
  expect(world.held()).toEqual(await wanted());
});

test("an engine that refuses a step is asked again a few times, then the rebuild stands still with its reason", async () => {
  world.engine.spoil = (call) => (call === "put" ? "no_space_left_on_device" : undefined);
  await world.triggers(3);
  expect(await readProgress(world.ctx)).toMatchObject({
    phase: "failed",
    error: "task failed: no_space_left_on_device",
  });
  world.engine.spoil = () => undefined;
  await world.trigger(61);
  await world.triggers(2);
  expect(world.held()).toEqual(await wanted());
});

test("nobody but an admin starts a rebuild, and none where no engine is in use", async () => {
  const ctx = world.ctx;
  await expect(startRebuild({ ...ctx, actor: { name: "某人", roles: ["publisher"] } })).rejects.toMatchObject({
    code: "forbidden",
  });
  const { index: _, ...without } = ctx;
  await expect(startRebuild(without)).rejects.toMatchObject({ code: "invalid" });
});

test("a process that dies at any step of indexing and rebuilding leaves nothing that the next triggers do not mend", async () => {
  await world.triggers(2);
  const built = structuredClone(world.engine.indexes);
  for (let at = 1; ; at += casesHere(1, 3)) {
    await forgetIndex();
    await env.DB.exec(`UPDATE search_index SET built = '${INDEX}'`);
    world = new World();
    for (const [name, documents] of structuredClone(built)) world.engine.indexes.set(name, documents);
    await startRebuild(world.ctx);
    await (at % 2 ? world.withdraw : world.restore)(await slug(), 2021);
    const crash = new Crash(at);
    await indexOnce(world.ctxWith(crash.database(env.DB), crash.index(world.engine))).catch(() => undefined);
    for (let time = 0; time < 3; time += 1) {
      world.clock += 300_000;
      await indexOnce(world.ctx);
    }
    expect(world.held(), `step ${at}`).toEqual(await wanted());
    expect(await phase(), `step ${at}`).toBe("idle");
    if (crash.taken < at) break;
  }
}, 120_000);

async function indexOnce(ctx: Ctx) {
  await keepIndexBuilt(ctx);
  await sweepOutbox(ctx, { index: createIndexer(ctx) }, "index");
}

import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { takeHints } from "../../src/queue.ts";
import { MOST_ATTEMPTS } from "../../src/outbox/backoff.ts";
import type { Delivery } from "../../src/outbox/consume.ts";
import { sendHints } from "../../src/outbox/hint.ts";
import { indexOneReport } from "../../src/search/indexing/index-one-report.ts";
import { forgetIndex, INDEX, outboxRows, wanted, World } from "./world.ts";

let world: World;
let bureau: string;
let counter = 0;

/** An index that is built, and a bureau of which it knows nothing yet. */
beforeEach(async () => {
  await forgetIndex();
  world = new World();
  await world.triggers(3);
  expect(world.held()).toEqual(await wanted());
  counter += 1;
  bureau = `第${counter}测试局`;
});

const slugOf = async () => {
  const row = await env.DB.prepare("SELECT slug FROM bureaus WHERE name = ?")
    .bind(`示例市${bureau}`)
    .first<{ slug: string }>();
  return row?.slug ?? "";
};
const reportId = async (year: number) => {
  const row = await env.DB.prepare(
    "SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.name = ? AND r.year = ?",
  )
    .bind(`示例市${bureau}`, year)
    .first<{ id: number }>();
  return row?.id ?? 0;
};

interface Sent extends Delivery {
  was: string;
}
function toDelivery(body: unknown, attempts = 1): Sent {
  const sent: Sent = {
    body,
    attempts,
    was: "nothing",
    ack: () => void (sent.was = "acked"),
    retry: ({ delaySeconds }) => void (sent.was = `retried in ${delaySeconds}`),
  };
  return sent;
}
const take = async (messages: readonly unknown[]) => {
  const sent = messages.map((body) => toDelivery(body));
  await takeHints(world.ctx, sent, { notify: async () => {} });
  return sent.map(({ was }) => was);
};
const hints = async (run: () => Promise<unknown>) => {
  const since = new Date((world.clock += 1000));
  await run();
  await sendHints(world.ctx, since);
  return world.messages.splice(0);
};

test("with every message dropped, the index comes to hold what the tables say", async () => {
  await world.publish(bureau, 2021, "甲");
  await world.publish(bureau, 2022, "乙");
  await world.publish(bureau, 2022, "丙");
  await world.trigger();
  expect(world.held()).toEqual(await wanted());
  const slug = await slugOf();
  await world.withdraw(slug, 2022);
  await world.trigger();
  expect(world.held()).toEqual(await wanted());
  expect(world.held().some((line) => line.includes(",2022,"))).toBe(false);
  await world.restore(slug, 2022);
  await world.publish(bureau, 2021, "丁");
  await world.trigger();
  expect(world.held()).toEqual(await wanted());
  const texts = [...(world.engine.indexes.get(INDEX)?.values() ?? [])].map(({ text }) => text);
  expect(texts.some((text) => text.includes("丁"))).toBe(true);
});

test("a message names its row of the outbox, and taking it indexes the report at once", async () => {
  const messages = await hints(() => world.publish(bureau, 2021, "甲"));
  expect(messages).toEqual([{ outbox: (await outboxRows())[0]?.id }]);
  expect(await take(messages)).toEqual(["acked"]);
  expect(world.held()).toEqual(await wanted());
});

test("messages delivered twice and in reverse order leave the same index, and send nothing twice", async () => {
  const messages = [
    ...(await hints(() => world.publish(bureau, 2021, "甲"))),
    ...(await hints(() => world.publish(bureau, 2021, "乙"))),
    ...(await hints(async () => world.withdraw(await slugOf(), 2021))),
    ...(await hints(async () => world.restore(await slugOf(), 2021))),
    ...(await hints(() => world.publish(bureau, 2021, "丙"))),
  ];
  expect(messages).toHaveLength(5);
  const before = world.engine.calls.filter((call) => call === "put").length;
  await take([...messages.toReversed(), ...messages, ...messages.toReversed()]);
  expect(world.held()).toEqual(await wanted());
  expect(world.engine.calls.filter((call) => call === "put")).toHaveLength(before + 1);
  expect((await outboxRows()).every(({ done_at }) => done_at !== null)).toBe(true);
});

test("of ten messages one is poisoned and one is no message: the other nine are taken, nothing is thrown", async () => {
  const messages: unknown[] = [];
  for (let year = 2011; year <= 2020; year += 1)
    messages.push(...(await hints(() => world.publish(bureau, year, `${year}`))));
  const poisoned = await reportId(2015);
  world.engine.onCall = (call, about) => {
    if (call === "put" && (about as { report: number }[])[0]?.report === poisoned) throw new Error("poisoned");
  };
  const was = await take([...messages.slice(0, 3), "nonsense", ...messages.slice(3)]);
  expect(was.filter((each) => each === "acked")).toHaveLength(9);
  expect(was[3]).toMatch(/^retried in/);
  expect(was[5]).toMatch(/^retried in/);
  expect((await outboxRows()).filter(({ done_at }) => done_at === null)).toMatchObject([{ last_error: "poisoned" }]);
  world.engine.onCall = () => {};
  await world.triggers(2);
  expect(world.held()).toEqual(await wanted());
});

describe("an accepted task that fails", () => {
  test("does not count; what it said is kept, and the report is sent again", async () => {
    await world.publish(bureau, 2021, "甲");
    let spoiled = 0;
    world.engine.spoil = () => ((spoiled += 1) === 1 ? "no_space_left_on_device" : undefined);
    await world.trigger();
    expect(world.held()).not.toEqual(await wanted());
    expect(await outboxRows()).toMatchObject([{ done_at: null, last_error: "task failed: no_space_left_on_device" }]);
    await world.triggers(2);
    expect(world.held()).toEqual(await wanted());
  });

  test("every time, becomes a dead letter", async () => {
    await world.publish(bureau, 2021, "甲");
    world.engine.spoil = (call) => (call === "put" ? "invalid_document_fields" : undefined);
    for (let attempt = 0; attempt < MOST_ATTEMPTS + 2; attempt += 1) await world.trigger(400);
    expect(await outboxRows()).toMatchObject([{ attempts: MOST_ATTEMPTS, dead_at: expect.any(String) }]);
  });
});

test("a task that takes long is looked at again by its number, not sent again, and does not count as a try", async () => {
  await world.publish(bureau, 2021, "甲");
  world.engine.slowness = 1000;
  await world.triggers(20);
  expect(await outboxRows()).toMatchObject([{ attempts: 0, done_at: null, dead_at: null }]);
  expect(world.engine.tasks.filter(({ state }) => state.state === "waiting")).toHaveLength(1);
  world.engine.work();
  await world.trigger();
  expect(await outboxRows()).toMatchObject([{ done_at: expect.any(String) }]);
  expect(world.held()).toEqual(await wanted());
});

test("while the engine does not answer, no try is used up, and messages wait", async () => {
  const messages = await hints(() => world.publish(bureau, 2021, "甲"));
  world.engine.onCall = () => {
    throw new TypeError("fetch failed");
  };
  await world.triggers(MOST_ATTEMPTS + 5);
  expect((await take(messages))[0]).toMatch(/^retried in/);
  expect(await outboxRows()).toMatchObject([{ attempts: 0, dead_at: null }]);
  world.engine.onCall = () => {};
  await world.trigger();
  expect(world.held()).toEqual(await wanted());
});

test("a report that changes while it is sent is sent again", async () => {
  await world.publish(bureau, 2021, "甲");
  let changed = false;
  world.engine.onCall = async (call) => {
    if (call !== "put" || changed) return;
    changed = true;
    await world.publish(bureau, 2021, "乙");
  };
  await indexOneReport(world.ctx, { name: INDEX, writer: world.engine }, await reportId(2021));
  expect(world.held()).toEqual(await wanted());
});

test("of two indexers of one report, the one that read earlier cannot leave the older state behind", async () => {
  await world.publish(bureau, 2021, "甲");
  const report = await reportId(2021);
  const target = { name: INDEX, writer: world.engine };
  let other: Promise<void> | undefined;
  world.engine.onCall = async (call) => {
    if (call !== "put" || other) return;
    await world.withdraw(await slugOf(), 2021);
    other = indexOneReport(world.ctx, target, report);
    await expect(other).rejects.toThrow("held by another indexer");
  };
  await indexOneReport(world.ctx, target, report);
  expect(other).toBeDefined();
  expect(world.held()).toEqual(await wanted());
});

test("an indexer that lost its hold sends nothing more", async () => {
  await world.publish(bureau, 2021, "甲");
  const report = await reportId(2021);
  const target = { name: INDEX, writer: world.engine };
  const sleepy = { ...world.ctx };
  const first = sleepy.now;
  let asked = 0;
  sleepy.now = () => new Date(first().getTime() + ((asked += 1) > 1 ? 200_000 : 0));
  await expect(indexOneReport(sleepy, target, report)).rejects.toThrow("running out");
  expect(world.held()).not.toEqual(await wanted());
});

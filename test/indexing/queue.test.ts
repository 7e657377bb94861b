import { createMessageBatch, env, getQueueResult, createExecutionContext } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { commit } from "../../src/db/client.ts";
import { outboxEntry } from "../../src/outbox/store.ts";
import worker from "../../src/worker.ts";
import { forgetIndex, outboxRows } from "./world.ts";

const ctx = createContext(env);
beforeEach(forgetIndex);

const enter = async (kind: string, report: number) => {
  await commit(ctx.db, [
    outboxEntry(ctx.db, { kind, payload: { report }, at: new Date(Date.now() - 1000).toISOString() }),
  ]);
  const row = await env.DB.prepare("SELECT max(id) AS id FROM outbox").first<{ id: number }>();
  return row?.id ?? 0;
};
const message = (id: string, body: unknown) => ({ id, body, attempts: 1, timestamp: new Date() });

test("a message sent through the queue reaches the Worker, which settles the row it names", async () => {
  const id = await enter("index", 1);
  await env.QUEUE.send({ outbox: id });
  await expect
    .poll(async () => (await outboxRows())[0]?.done_at, { timeout: 20_000, interval: 200 })
    .toEqual(expect.any(String));
});

test("each message of a batch is acknowledged or put back by itself; the batch as a whole never fails", async () => {
  const done = await enter("index", 1);
  const dead = await enter("mystery", 2);
  const batch = createMessageBatch("gongshi-outbox", [
    message("good", { outbox: done }),
    message("bad", { outbox: "x" }),
    message("gone", { outbox: 999_999 }),
    message("dead", { outbox: dead }),
    message("null", null),
  ]);
  const context = createExecutionContext();
  await worker.queue(batch, env);
  const result = await getQueueResult(batch, context);
  expect(result.outcome).toBe("ok");
  expect(result.explicitAcks.toSorted()).toEqual(["dead", "gone", "good"]);
  expect(result.retryMessages.map(({ msgId }) => msgId).toSorted()).toEqual(["bad", "null"]);
});

test("a database that fails puts the messages back, and nothing is thrown", async () => {
  const id = await enter("index", 1);
  await env.DB.exec("ALTER TABLE outbox RENAME TO outbox_away");
  const batch = createMessageBatch("gongshi-outbox", [message("one", { outbox: id })]);
  const context = createExecutionContext();
  await worker.queue(batch, env);
  await env.DB.exec("ALTER TABLE outbox_away RENAME TO outbox");
  expect((await getQueueResult(batch, context)).retryMessages).toMatchObject([{ msgId: "one" }]);
});

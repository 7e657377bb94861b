import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { takeHints } from "../../src/queue.ts";
import type { Ctx } from "../../src/ctx.ts";
import { sendHints } from "../../src/outbox/hint.ts";
import { runJobs } from "../../src/cron.ts";
import { readProgress, startRebuild } from "../../src/search/indexing/rebuild.ts";
import type { IndexWriter } from "../../src/search/index-writer.ts";
import { connect } from "../../src/search/meilisearch/server.ts";
import { createIndexWriter } from "../../src/search/meilisearch/writing/writer.ts";
import { type TestServer, needsServer, settled, testServer, withoutServer } from "../search/meilisearch.ts";
import { forgetIndex, outboxRows, wanted, World } from "./world.ts";

const FIELDS = ["id", "report", "bureau", "year", "revision", "current"];

/** The pipeline with the writer and the server of production; the clock still only moves by waiting. */
class RealWorld extends World {
  server: TestServer;
  writer: IndexWriter;

  constructor(server: TestServer) {
    super();
    this.server = server;
    this.writer = createIndexWriter(server.indexing);
  }

  override get ctx(): Ctx {
    return {
      ...this.ctxWith(env.DB, this.writer, this.server.index),
      pause: async (ms) => {
        this.clock += ms;
        await new Promise((done) => setTimeout(done, Math.min(ms, 100)));
      },
    };
  }

  async inEngine(): Promise<string[]> {
    const { results } = await connect(this.server.indexing, 5000)
      .index<Record<string, unknown>>(this.server.index)
      .getDocuments({ limit: 10_000, fields: FIELDS });
    return results.map((document) => FIELDS.map((name) => document[name]).join()).toSorted();
  }

  /** The trigger, until nothing is under way. */
  async settle() {
    for (let time = 0; time < 10; time += 1) {
      await this.trigger();
      const waiting = (await outboxRows()).filter(({ done_at, dead_at }) => done_at === null && dead_at === null);
      if (waiting.length === 0 && (await readProgress(this.ctx)).phase === "idle") return;
    }
  }

  override async trigger(minutes = 5) {
    this.clock += minutes * 60_000;
    await runJobs(this.ctx, { notify: async () => {} });
  }
}

describe("indexing with a real Meilisearch", { timeout: 120_000 }, () => {
  beforeEach(needsServer);

  let server: TestServer;
  let world: RealWorld;

  beforeAll(async () => {
    if (withoutServer) return;
    server = await testServer("pipeline");
    const writer = createIndexWriter(server.indexing);
    for (const index of [server.index, `${server.index}_next`]) await settled(writer, writer.drop(index));
  });
  beforeEach(async () => {
    await forgetIndex();
    world = new RealWorld(server);
    await world.settle();
    expect((await world.inEngine()).length).toBe((await wanted()).length);
  });

  const slug = async () =>
    (await env.DB.prepare("SELECT slug FROM bureaus LIMIT 1").first<{ slug: string }>())?.slug ?? "";

  test("with every message dropped, the index comes to hold what the tables say", async () => {
    for (const body of ["甲", "乙"]) await world.publish("真实局", 2021, body);
    await world.publish("真实局", 2022, "丙");
    await world.settle();
    expect(await world.inEngine()).toEqual(await wanted());
    await world.withdraw(await slug(), 2022);
    await world.settle();
    expect(await world.inEngine()).toEqual(await wanted());
  });

  test("messages delivered twice and in reverse order leave the same index", async () => {
    const messages: unknown[] = [];
    for (const body of ["丁", "戊", "己"]) {
      const since = new Date((world.clock += 1000));
      await world.publish("真实局", 2021, body);
      await sendHints(world.ctx, since);
      messages.push(...world.messages.splice(0));
    }
    const deliveries = [...messages.toReversed(), ...messages].map((body) => ({
      body,
      attempts: 1,
      ack: () => {},
      retry: () => {},
    }));
    await takeHints(world.ctx, deliveries, { notify: async () => {} });
    expect(await world.inEngine()).toEqual(await wanted());
  });

  test("a rebuild takes what changes meanwhile, is exchanged, and leaves one index", async () => {
    await startRebuild(world.ctx);
    await world.publish("真实局", 2023, "重建之时");
    await world.settle();
    expect(await world.inEngine()).toEqual(await wanted());
    expect(await world.writer.count(`${server.index}_next`)).toBeNull();
    await expect(world.writer.check(server.index)).resolves.toBeDefined();
  });

  test("an index that the server lost is built anew", async () => {
    await settled(world.writer, world.writer.drop(server.index));
    await world.settle();
    expect(await world.inEngine()).toEqual(await wanted());
  });
});

import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { Outside } from "../../src/doctor/archive.ts";
import { checkOutside } from "../../src/cli/doctor/check-outside.ts";
import type { Ctx } from "../../src/ctx.ts";
import type { IndexWriter } from "../../src/search/index-writer.ts";
import { createIndexReader, type IndexReader } from "../../src/search/meilisearch/reader.ts";
import { connect } from "../../src/search/meilisearch/server.ts";
import { createIndexWriter } from "../../src/search/meilisearch/writing/writer.ts";
import { needsServer, settled, testServer, withoutServer } from "../search/meilisearch.ts";
import { forgetIndex, INDEX, World } from "./world.ts";
import { databaseArchive } from "../support/database-archive.ts";

/** An index that somebody else may have altered. */
interface Altered {
  name: string;
  writer: IndexWriter;
  reader: IndexReader;
  world: World;
  remove: (ids: number[]) => Promise<unknown>;
}

function inMemory(): Promise<Altered> {
  const world = new World();
  const { engine } = world;
  return Promise.resolve({
    name: INDEX,
    writer: engine,
    reader: engine,
    world,
    remove: async (ids) => ids.map((id) => engine.indexes.get(INDEX)?.delete(id)),
  });
}

async function onServer(): Promise<Altered> {
  const server = await testServer("doctor");
  const writer = createIndexWriter(server.indexing);
  class OnServer extends World {
    override get ctx(): Ctx {
      const pause = async (ms: number) => {
        this.clock += ms;
        await new Promise((done) => setTimeout(done, Math.min(ms, 100)));
      };
      return { ...this.ctxWith(env.DB, writer, server.index), pause };
    }
  }
  for (const index of [server.index, `${server.index}_next`]) await settled(writer, writer.drop(index));
  const client = connect(server.indexing, 5000).index(server.index);
  return {
    name: server.index,
    writer,
    reader: createIndexReader(server.indexing),
    world: new OnServer(),
    remove: async (ids) => settled(writer, (await client.deleteDocuments(ids)).taskUid),
  };
}

const engines = [
  ["in memory", inMemory],
  ["on a real Meilisearch", onServer],
] as const;

describe.each(engines)("the doctor and an index %s", { timeout: 60_000 }, (kind, make) => {
  let altered: Altered;

  beforeEach((context) => (kind === "in memory" ? undefined : needsServer(context)));
  beforeEach(async () => {
    if (kind !== "in memory" && withoutServer) return;
    await forgetIndex();
    altered = await make();
    await altered.world.publish("甲局", 2021, "志愿者三百人。");
    await altered.world.publish("甲局", 2022, "志愿者四百人。");
    await altered.world.triggers(6);
  });

  const examine = (outside: Partial<Outside> = {}) =>
    checkOutside(databaseArchive, { name: altered.name, reader: altered.reader, ...outside }, altered.world.ctx.now());
  const told = async () => (await examine()).map(({ where, what }) => `${where}：${what}`).join("\n");
  const held = async () => (await altered.reader.list(altered.name, 0, 100)) ?? [];
  const first = async () => (await held())[0] ?? expect.fail("the index is empty");

  test("finds nothing where the index holds what the tables say", async () => {
    expect((await held()).length).toBeGreaterThan(2);
    expect(await told()).toBe("");
  });

  test("finds what is missing or older than the tables, and has the site index it again", async () => {
    const document = await first();
    await altered.remove([document.id]);
    expect(await told()).toContain("缺 1 节；补上是再排队编入一次");
    const other = { ...document, text: "志愿者三十人。", current: !document.current };
    await settled(altered.writer, altered.writer.put(altered.name, [other]));
    const ailments = await examine();
    expect(ailments.map(({ what }) => what)).toEqual([expect.stringContaining("1 节与正文不符")]);
    for (const { repair } of ailments) await repair?.();
    expect(await told()).toBe("");
    await altered.world.triggers(3);
    expect(await told()).toBe("");
    expect((await held()).find(({ id }) => id === document.id)).toEqual(document);
  });

  test("finds what a withdrawn report left behind, and has it taken out; what belongs to nothing needs a rebuild", async () => {
    const document = await first();
    const year = document.year;
    const slug = await env.DB.prepare("SELECT slug FROM bureaus WHERE id = ?1").bind(document.bureau).first("slug");
    await altered.world.withdraw(String(slug), year);
    await altered.world.triggers(3);
    expect(await told()).toBe("");
    await settled(altered.writer, altered.writer.put(altered.name, [document]));
    const ailments = await examine();
    expect(ailments.map(({ what }) => what)).toEqual(["1 节不该在里面；补上是再排队编入一次"]);
    await ailments[0]?.repair?.();
    await altered.world.triggers(3);
    expect(await told()).toBe("");
    await altered.world.restore(String(slug), year);
    await altered.world.triggers(3);
    await settled(altered.writer, altered.writer.put(altered.name, [{ ...document, id: 900_001, report: 900_001 }]));
    const [stranger] = await examine();
    expect(stranger?.what).toContain("有 1 节不属于任何一份报告");
    expect(stranger?.repair).toBeUndefined();
  });

  test("derives nothing from a text that somebody changed", async () => {
    const { text } = await first();
    await env.DB.exec("DROP TRIGGER IF EXISTS sections_are_immutable");
    await env.DB.exec(`UPDATE sections SET blocks = replace(blocks, '百人', '千人')`);
    const ailments = await examine();
    expect(text).not.toContain("千人");
    expect(ailments.length).toBeGreaterThan(0);
    for (const { what, repair } of ailments) {
      expect(what).toContain("与正文不符");
      expect(repair).toBeUndefined();
    }
    await env.DB.exec(`UPDATE sections SET blocks = replace(blocks, '千人', '百人')`);
    expect(await told()).toBe("");
  });

  test("says where there is no whole index, or no key to read it", async () => {
    expect(await examine({ name: "elsewhere" })).toMatchObject([{ what: expect.stringContaining("没有建成") }]);
    expect(await examine({ reader: null })).toMatchObject([{ what: expect.stringContaining("没有 MEILI_INDEX_KEY") }]);
    await env.DB.prepare("UPDATE search_index SET built = 'nowhere' WHERE id = 1").run();
    expect(await examine({ name: "nowhere" })).toMatchObject([{ what: expect.stringContaining("没有 nowhere") }]);
    expect(await checkOutside(databaseArchive, null)).toEqual([]);
  });
});

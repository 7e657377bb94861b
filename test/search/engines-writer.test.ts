import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IndexDocument, IndexWriter } from "../../src/search/index-writer.ts";
import { createIndexWriter } from "../../src/search/meilisearch/writing/writer.ts";
import { connect } from "../../src/search/meilisearch/server.ts";
import { type TestServer, needsServer, settled, testServer, withoutServer } from "./meilisearch.ts";

const document = (id: number, more: Partial<IndexDocument> = {}): IndexDocument => ({
  id,
  report: 1,
  bureau: 1,
  year: 2020,
  revision: 1,
  current: true,
  standards: [],
  heading: "一、总则",
  text: "一、总则安全第一",
  ...more,
});

describe("the writer of a real Meilisearch, with the indexer's key alone", () => {
  beforeEach(needsServer);

  let server: TestServer;
  let writer: IndexWriter;
  let index: string;
  let next: string;

  beforeAll(async () => {
    if (withoutServer) return;
    server = await testServer("writer");
    ({ index } = server);
    next = `${index}_next`;
    writer = createIndexWriter(server.indexing);
    expect(await settled(writer, writer.create(index))).toEqual({ state: "succeeded" });
  });

  it("creates an index with the project's settings, and sees when they are changed", async () => {
    expect(await writer.check(index)).toEqual({ version: expect.stringMatching(/^1\./) });
    const admin = connect(server.indexing, 5000);
    await settled(writer, (await admin.index(index).updateSettings({ stopWords: ["x"] })).taskUid);
    await expect(writer.check(index)).rejects.toThrow("stopWords");
    await settled(writer, writer.create(index));
    await expect(writer.check(index)).resolves.toBeDefined();
  });

  it("puts the same documents twice and keeps one of each; takes away what is not kept", async () => {
    const all = [document(1), document(2, { revision: 2 }), document(3, { report: 2 })];
    await writer.put(index, all);
    await settled(writer, writer.put(index, all));
    expect(await writer.count(index)).toBe(3);
    expect(await settled(writer, writer.removeOthers(index, 1, [2]))).toEqual({ state: "succeeded" });
    expect(await writer.count(index)).toBe(2);
    await settled(writer, writer.removeOthers(index, 2, []));
    expect(await writer.count(index)).toBe(1);
  });

  it("swaps an index that was built beside, and drops it", async () => {
    await writer.create(next);
    await settled(writer, writer.put(next, [document(7), document(8), document(9)]));
    expect(await settled(writer, writer.swap(index, next))).toEqual({ state: "succeeded" });
    expect(await writer.count(index)).toBe(3);
    await settled(writer, writer.drop(next));
    expect(await writer.count(next)).toBeNull();
  });

  it("says that a task failed, and why by its code", async () => {
    expect(await settled(writer, writer.drop(`${index}_none`))).toEqual({ state: "failed", error: "index_not_found" });
    expect(await writer.task(4_000_000_000)).toEqual({ state: "failed", error: "task_not_found" });
  });

  it("the key for searching may not write, nor may the indexer's make keys", async () => {
    await expect(connect(server.indexing, 5000).getKeys()).rejects.toThrow();
    await expect(createIndexWriter(server.search).put(index, [document(1)])).rejects.toThrow();
  });
});

it("an engine that does not answer fails the check", async () => {
  const writer = createIndexWriter({ url: "http://127.0.0.1:9", key: "x" });
  await expect(writer.check("sections")).rejects.toThrow();
});

import { env } from "cloudflare:test";
import { Meilisearch } from "meilisearch";
import { expect } from "vitest";
import type { Section } from "../../src/reports/report.ts";
import { documentsOf } from "../../src/search/indexing/index-documents.ts";
import type { IndexWriter } from "../../src/search/index-writer.ts";
import { indexKey, searchKey } from "../../src/search/meilisearch/keys.ts";
import { createIndexWriter } from "../../src/search/meilisearch/writing/writer.ts";

const { url, masterKey } = env.MEILISEARCH;

/** There is no server to test against. */
export const withoutServer = url === "";

/** For `beforeEach` of what needs one: skips the test, with the reason in the output. */
export const needsServer = ({ skip }: { skip: (condition: boolean, note: string) => void }) =>
  skip(withoutServer, "没有真实的 Meilisearch：用 MEILI_URL 和 MEILI_MASTER_KEY 指明");

export interface TestServer {
  index: string;
  search: { url: string; key: string };
  indexing: { url: string; key: string };
}

/** The server with the two keys that production has, for an index of this test file alone. */
export async function testServer(name: string): Promise<TestServer> {
  const admin = new Meilisearch({ host: url, apiKey: masterKey });
  const index = `test_${name}`;
  const key = async ({ actions, indexes }: ReturnType<typeof searchKey>) => {
    const made = await admin.createKey({
      name: `test of ${index}`,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client's enum of strings
      actions: [...actions] as never,
      indexes: [...indexes],
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    return { url, key: made.key };
  };
  return { index, search: await key(searchKey(index)), indexing: await key(indexKey()) };
}

export async function settled(writer: IndexWriter, task: number | Promise<number>) {
  const id = await task;
  for (;;) {
    const state = await writer.task(id);
    if (state.state !== "waiting") return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface SectionRow extends Omit<Section, "blocks"> {
  id: number;
  blocks: string;
  number: number;
  current_revision: number;
  report: number;
  bureau: number;
  year: number;
}

/** Every published section of the database, put into a new index. */
export async function indexArchive({ index, indexing }: TestServer): Promise<IndexWriter> {
  const { results } = await env.DB.prepare(
    `SELECT s.*, v.number, r.id AS report, r.bureau_id AS bureau, r.year, r.current_revision FROM reports r
     JOIN revisions v ON v.report_id = r.id JOIN sections s ON s.revision_id = v.id
     WHERE r.status = 'published' ORDER BY v.id, s.position`,
  ).all<SectionRow>();
  const revisions = Map.groupBy(results, (row) => `${row.report} ${row.number}`);
  const documents = [...revisions.values()].flatMap((rows) => {
    const [{ report, bureau, year, number, current_revision } = raise()] = rows;
    const sections = rows.map((row) => ({ ...row, blocks: JSON.parse(row.blocks) as Section["blocks"] }));
    return documentsOf({ report, bureau, year, number, current: number === current_revision, sections });
  });
  const writer = createIndexWriter(indexing);
  await writer.create(index);
  expect(await settled(writer, writer.put(index, documents))).toEqual({ state: "succeeded" });
  await env.DB.prepare("UPDATE search_index SET built = ?1 WHERE id = 1").bind(index).run();
  return writer;
}

const raise = (): never => {
  throw new Error("a group without rows");
};

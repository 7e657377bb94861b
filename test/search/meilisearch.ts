import { env } from "cloudflare:test";
import { Meilisearch } from "meilisearch";
import type { IndexWriter } from "../../src/search/index-writer.ts";
import { indexKey, searchKey } from "../../src/search/meilisearch/keys.ts";

const { url, masterKey } = env.MEILISEARCH;

/** True, with the reason in the output, where there is no server to test against. */
export const skipWithoutServer = url === "";
if (skipWithoutServer)
  console.warn("skipped: the Meilisearch half of the search contract needs MEILI_URL and MEILI_MASTER_KEY");

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

import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/archive-version.ts";
import { countingDatabase } from "../support/counting-database.ts";
import { donghu2023 } from "../support/donghu.ts";
import { openArchive, ORIGIN } from "../support/site.ts";

beforeAll(openArchive);

const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

/** What one request costs with nothing remembered. `?n` makes the address one that no other test has asked for. */
async function costOf(path: string) {
  const { database, cost } = countingDatabase(env.DB);
  forgetArchiveVersion();
  const answer = await createApp().request(path, {}, { ...env, DB: database }, later);
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  return cost;
}

const sections = donghu2023[1]!.sections.length;

describe("rows read", () => {
  test.each(["", "/r1", "/volunteering", "/r1/volunteering", ".json", "/volunteering.md"])(
    "a report's page %s reads at most its sections and ten more, in three queries",
    async (rest) => {
      const cost = await costOf(`https://rows-${rest.length}.test/reports/donghu/2023${rest}`);
      expect(cost.queries).toBeLessThanOrEqual(3);
      expect(cost.rows).toBeGreaterThanOrEqual(sections - 1);
      expect(cost.rows).toBeLessThanOrEqual(sections + 10);
    },
  );

  test("a page in memory costs one query, or none within two seconds", async () => {
    const { database, cost } = countingDatabase(env.DB);
    const app = createApp();
    const get = () => app.request(`${ORIGIN}/reports/donghu/2023`, {}, { ...env, DB: database }, later);
    await get();
    cost.queries = 0;
    await get();
    expect(cost.queries).toBe(0);
    forgetArchiveVersion();
    await get();
    expect(cost.queries).toBe(1);
  });
});

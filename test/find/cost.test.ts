import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { countingDatabase } from "../support/counting-database.ts";
import { ORIGIN } from "../support/site.ts";
import { openIndexedArchive } from "./archive.ts";

beforeAll(openIndexedArchive);

/** D1 on the free plan takes 50 queries a request; each statement of a batch is one. */
const MOST_QUERIES = 40;

async function costOf(path: string) {
  forgetArchiveVersion();
  const { database, cost } = countingDatabase(env.DB);
  const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
  const answer = await createApp().request(ORIGIN + path, {}, { ...env, DB: database }, later);
  expect(answer.status).toBe(200);
  return cost;
}

test.each([
  ["投诉", ""],
  ["投诉 下降", "&bureau=donghu&year=2023&section=honest-service"],
  ["投诉 九十人 护河 回音 四十八", "&bureau=donghu&year=2021&section=volunteering"],
  ["东胡局 回音 护河 摩天大楼 志原服务 九十人 年:2016 单位:云栈", "&section=volunteering"],
])("the page for %s %s stays within the queries of one request", async (q, more) => {
  const cost = await costOf(`/search?q=${encodeURIComponent(q)}${more}`);
  expect(cost.queries).toBeLessThanOrEqual(MOST_QUERIES);
});

test("a comparison of ten reports stays within them too", async () => {
  const reports = Array.from({ length: 10 }, (_, i) => `&report=donghu/${2014 + i}`).join("");
  expect((await costOf(`/compare?section=volunteering${reports}`)).queries).toBeLessThanOrEqual(MOST_QUERIES);
});

import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { requireRowCounts } from "../support/row-counts.ts";
import { countingDatabase } from "../support/counting-database.ts";
import { donghu, donghu2023, short } from "../support/donghu.ts";
import { openArchive, ORIGIN } from "../support/site.ts";

const SECTIONS = ["volunteering", "public-safety", null];
const ANSWERED = 4;

/** The archive, with published feedback on its corrected report, a promise, and reports of the years before and after. */
beforeAll(async () => {
  await (await openArchive()).report(donghu, 2024, [short(2024)]);
  for (let n = 0; n < 24; n += 1) await insertFeedback(SECTIONS[n % SECTIONS.length] ?? null, n < ANSWERED);
  await env.DB.exec(
    `INSERT INTO promises (report_id, revision, section, anchor, quote, status) SELECT r.id, 2, 'volunteering', '00000000', '欢迎社会各界监督。', 'found' FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = 'donghu' AND r.year = 2023`,
  );
});

const insertFeedback = (section: string | null, answered: boolean) =>
  env.DB.batch([
    env.DB.prepare(
      `INSERT INTO feedback (receipt_sha256, kind, title, text, text_digest, about_bureau_id, report_id, revision, section,
         bureau_id, submitted_at, status, consent, publication, public_text, published_at, clock_from, deadlines)
       SELECT ?1, 'error', '', '数字不一致。', ?1, b.id, r.id, 2, ?2, b.id, '2026-03-01T00:00:00.000Z', 'submitted', 1,
         'published', '数字不一致。', '2026-03-02T00:00:00.000Z', '2026-03-01', '{}'
       FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = 'donghu' AND r.year = 2023`,
    ).bind(crypto.randomUUID(), section),
    env.DB.prepare("UPDATE feedback SET status = ? WHERE id = last_insert_rowid()").bind(
      answered ? "answered" : "submitted",
    ),
  ]);

const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

/** What one request costs with nothing remembered. `?n` makes the address one that no other test has asked for. */
async function costOf(path: string) {
  const { database, cost } = countingDatabase(env.DB);
  forgetArchiveVersion();
  const answer = await createApp().request(path, {}, { ...env, DB: database }, later);
  expect(answer.status).toBe(200);
  return { ...cost, text: await answer.text() };
}

const sections = donghu2023[1]!.sections.length;

describe("rows read", () => {
  beforeEach(requireRowCounts);

  test("a section's page reads besides what its report and earlier ones state of its indicators, in one query more", async () => {
    const points = await env.DB.prepare(
      "SELECT count(*) AS n FROM indicator_points i JOIN bureaus b ON b.id = i.bureau_id WHERE b.slug = 'donghu'",
    ).first<number>("n");
    const cost = await costOf("https://rows-section.test/reports/donghu/2023/volunteering");
    expect(cost.queries).toBeLessThanOrEqual(4);
    expect(cost.rows).toBeLessThanOrEqual(sections + 15 + 2 * (points ?? 0));
  });

  test.each(["", ".json", "/volunteering.md"])(
    "a report's page %s with feedback and a promise reads at most its sections and thirteen more, in three queries and one journey",
    async (rest) => {
      const cost = await costOf(`https://rows-${rest.length}.test/reports/donghu/2023${rest}`);
      expect(cost.queries).toBeLessThanOrEqual(3);
      expect(cost.rows).toBeGreaterThanOrEqual(sections - 1);
      expect(cost.rows).toBeLessThanOrEqual(sections + 13);
    },
  );

  test.each(["/r1", "/r1/volunteering", "/r1.json"])(
    "a frozen page %s asks beside that for the revisions around it: a query in the same journey, ten rows",
    async (rest) => {
      const cost = await costOf(`https://rows-frozen-${rest.length}.test/reports/donghu/2023${rest}`);
      expect(cost.queries).toBeLessThanOrEqual(4);
      expect(cost.rows).toBeLessThanOrEqual(sections + 13 + 10);
    },
  );

  test("those pages tell what was received and answered, and quote the promise", async () => {
    const whole = await costOf("https://counts.test/reports/donghu/2023");
    expect(whole.text).toContain("本报告收到24件监督意见，4件已答复");
    expect(whole.text).toContain("本节收到8件监督意见，2件已答复");
    expect(whole.text).toContain("欢迎社会各界监督。");
    expect((await costOf("https://counts.test/reports/donghu/2023/volunteering")).text).toContain(
      "本节收到8件监督意见",
    );
  });

  test("the sitemap reads one row an address, three a report, and the directory", async () => {
    const { rows, text } = await costOf("https://map.test/sitemap.xml");
    const reports = await env.DB.prepare("SELECT count(*) AS n FROM reports WHERE status = 'published'").first<number>(
      "n",
    );
    expect(text).toContain("/reports/donghu/2023/volunteering<");
    expect(rows).toBeLessThanOrEqual((text.match(/<loc>/g) ?? []).length + 3 * (reports ?? 0) + 2);
  });

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

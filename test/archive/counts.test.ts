import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { requireRowCounts } from "../support/row-counts.ts";
import { countingDatabase } from "../support/counting-database.ts";

const BUREAUS = 400;
const YEARS = 20;
/** The version of the archive, which every page asks for first. */
const VERSION = 1;
const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

/** 400 bureaus, the first a real one; each begins in another of five years and has left out one. */
beforeAll(async () => {
  const series = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
  await env.DB.batch([
    env.DB.prepare(
      `${series} INSERT INTO bureaus (slug, name, short_name, demo, created_at)
       SELECT printf('b-%04d', i), '示例市第' || i || '局', '第' || i || '局', i > 1, '2020-01-01' FROM n`,
    ).bind(BUREAUS),
    env.DB.prepare(
      `${series} INSERT INTO reports (bureau_id, year, current_revision, status, first_published_at, updated_at)
       SELECT b.id, 2004 + n.i, 1, iif(b.id % 97 = 0, 'withdrawn', 'published'), '2020-01-01', '2020-01-' || (10 + n.i)
       FROM n JOIN bureaus b ON n.i > b.id % 5 AND n.i <> 7 + b.id % 9
       ORDER BY abs(n.i - 10), b.id`,
    ).bind(YEARS),
    env.DB.prepare(
      `INSERT INTO revisions (report_id, number, title, published_at, published_by, file_sha256, file_name, file_type,
         file_size, text_sha256, encoding, import_notes, section_count, paragraph_count, character_count)
       SELECT id, 1, year || '年度报告', updated_at, '测试', id, 'x.txt', 'txt', 1, id, 'utf-8', '[]', 20, 1, 1 FROM reports`,
    ),
  ]);
});

const counted = () =>
  env.DB.batch([
    env.DB.prepare("SELECT bureaus, demo_bureaus, revisions, sections, characters FROM archive_counts"),
    env.DB.prepare("SELECT year, published, withdrawn, begun FROM year_counts ORDER BY year"),
  ]).then((answers) => answers.map(({ results }) => results));

const recounted = () =>
  env.DB.batch([
    env.DB.prepare(
      `SELECT (SELECT count(*) FROM bureaus) AS bureaus, (SELECT sum(demo) FROM bureaus) AS demo_bureaus,
         (SELECT count(*) FROM revisions) AS revisions,
         coalesce(sum(v.section_count), 0) AS sections, coalesce(sum(v.character_count), 0) AS characters
       FROM reports r JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision
       WHERE r.status = 'published'`,
    ),
    env.DB.prepare(
      `SELECT year, sum(status = 'published') AS published, sum(status = 'withdrawn') AS withdrawn,
         sum(year = (SELECT min(year) FROM reports f WHERE f.bureau_id = r.bureau_id)) AS begun
       FROM reports r GROUP BY year ORDER BY year`,
    ),
  ]).then((answers) => answers.map(({ results }) => results));

async function costOf(path: string) {
  const { database, cost } = countingDatabase(env.DB);
  forgetArchiveVersion();
  const answer = await createApp().request(`https://site.test${path}`, {}, { ...env, DB: database }, later);
  expect(answer.status).toBe(200);
  return { ...cost, text: await answer.text() };
}

describe("counts kept by triggers", () => {
  test("are those of the tables, whatever the order of years", async () => {
    expect(await counted()).toEqual(await recounted());
  });

  test("follow a withdrawal, its reversal and a bureau that is no longer a demonstration", async () => {
    await env.DB.exec("UPDATE reports SET status = 'withdrawn' WHERE bureau_id = 5 AND year > 2015");
    await env.DB.exec("UPDATE bureaus SET demo = 0 WHERE id = 9");
    expect(await counted()).toEqual(await recounted());
    await env.DB.exec("UPDATE reports SET status = 'published' WHERE bureau_id = 5");
    await env.DB.exec("UPDATE bureaus SET demo = 1 WHERE id = 9");
    expect(await counted()).toEqual(await recounted());
  });
});

test("a correction counts its own sections in place of those before, a history put back whole the last", async () => {
  const insert = (number: number, sections: number, of: string) =>
    `INSERT INTO revisions (report_id, number, title, published_at, published_by, file_sha256, file_name, file_type,
       file_size, text_sha256, encoding, import_notes, section_count, paragraph_count, character_count)
     SELECT id, ${number}, 't', updated_at, '测试', 'c${number}' || id, 'x.txt', 'txt', 1, id, 'utf-8', '[]', ${sections}, 1, 9
     FROM reports WHERE ${of}`;
  const corrected = "bureau_id = 12 AND year = 2012";
  await env.DB.batch([
    env.DB.prepare(`UPDATE reports SET current_revision = 2 WHERE ${corrected}`),
    env.DB.prepare(insert(2, 33, corrected)),
    env.DB.prepare(
      `INSERT INTO reports (bureau_id, year, current_revision, status, first_published_at, updated_at)
       VALUES (12, 1990, 2, 'published', '2020-01-01', '2020-01-01')`,
    ),
    env.DB.prepare(insert(1, 5, "bureau_id = 12 AND year = 1990")),
    env.DB.prepare(insert(2, 7, "bureau_id = 12 AND year = 1990")),
  ]);
  expect(await counted()).toEqual(await recounted());
});

/** Rows of `bureau_directory`, of `year_counts`, and of the counts of the archive. */
const DIRECTORY = BUREAUS / 50 + 1;
const COUNTS = YEARS + 2;
const LINE = 3;

describe("an archive of 400 bureaus and 7,000 reports", () => {
  beforeEach(requireRowCounts);

  test.each([
    ["/", DIRECTORY + COUNTS + 6 * (LINE + 1)],
    ["/bureaus", DIRECTORY + COUNTS],
    ["/bureaus?page=8", DIRECTORY + COUNTS],
    ["/bureaus/b-0003", COUNTS + 1 + YEARS * (LINE + 1)],
    ["/years", COUNTS + 1],
    ["/years/2014", DIRECTORY + COUNTS + 100 * LINE],
    ["/years/2014?page=4", DIRECTORY + COUNTS + 100 * LINE],
    ["/feeds/all.atom", 50 * (LINE + 1)],
    ["/feeds/b-0003.atom", 1 + YEARS * (LINE + 1)],
    ["/feeds/sections/volunteering.json", 50 * (LINE + 2)],
    ["/feeds/indicators/staff.json", DIRECTORY + 50 * LINE],
    ["/api/v1/bureaus?page=20", DIRECTORY],
    ["/api/v1/reports?page=30&size=100", DIRECTORY + 100 * LINE],
    ["/api/v1/reports?bureau=b-0003", DIRECTORY + 20 * LINE],
    ["/api/v1/reports?year=2014&page=18&size=20", DIRECTORY + 20 * LINE],
    ["/feedback/new", DIRECTORY + 5],
    ["/feedback", DIRECTORY + COUNTS + 10],
    ["/compare", 1],
    ["/compare?section=volunteering", DIRECTORY + 300],
    ["/compare?section=volunteering&page=10", DIRECTORY + 300],
    ["/sitemap.xml", DIRECTORY],
  ])("%s reads at most %d rows", async (path, most) => {
    const { rows } = await costOf(path);
    expect(rows).toBeLessThanOrEqual(most + VERSION);
  });

  test("every report is in the list of all, once, newest year first", async () => {
    const seen: string[] = [];
    for (let page = 1; ; page += 1) {
      const answer = JSON.parse((await costOf(`/api/v1/reports?page=${page}&size=100`)).text);
      seen.push(
        ...answer.items.map((item: { year: number; bureau: { slug: string } }) => `${item.year} ${item.bureau.slug}`),
      );
      if (answer.items.length === 0) break;
      expect(answer.total).toBe(await env.DB.prepare("SELECT count(*) AS n FROM reports").first("n"));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(Number(await env.DB.prepare("SELECT count(*) AS n FROM reports").first("n")));
    expect(seen.map((line) => line.slice(0, 4))).toEqual(
      seen.map((line) => line.slice(0, 4)).toSorted((a, b) => b.localeCompare(a)),
    );
  });

  test("the sitemap is an index of parts, which have every report once", async () => {
    const index = (await costOf("/sitemap.xml")).text;
    const parts = [...index.matchAll(/<loc>https:\/\/site\.test(\/sitemap-\d+\.xml)<\/loc>/g)].map(
      (found) => found[1] ?? "",
    );
    expect(parts.length).toBeGreaterThan(1);
    const texts = await Promise.all(parts.map(async (part) => (await costOf(part)).text));
    const seen = texts.flatMap((text) => [...text.matchAll(/<loc>[^<]*(\/reports\/[^<]*)</g)].map((found) => found[1]));
    expect(new Set(seen).size).toBe(seen.length);
    const published = await env.DB.prepare("SELECT count(*) AS n FROM reports WHERE status = 'published'").first("n");
    expect(seen).toHaveLength(Number(published));
  });
});

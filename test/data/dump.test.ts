import { env } from "cloudflare:test";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { buildDump } from "../../src/data/build/build.ts";
import { TABLES } from "../../src/data/tables.ts";
import { dropRetired, dropStray } from "../../src/data/build/objects.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { sha256Hex } from "../../src/sha256.ts";
import { donghu, liuyin } from "../support/donghu.ts";
import { ask, openArchive } from "../support/site.ts";
import { requireRowCounts } from "../support/row-counts.ts";
import { watchD1 } from "../limits.ts";
import { openDatabase } from "../../src/db/client.ts";
import { grow } from "../ledger/log.ts";

/** RFC 4180: rows of cells; a cell that is not there is null, an empty one in quotation marks is empty. */
const readCsv = (csv: string) => {
  const rows: (string | null)[][] = [[]];
  for (const [, quoted, bare = "", end = ""] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? bare || null : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
};
const valueOf = (type: string, cell: string | null) =>
  cell === null || ["string", "datetime"].includes(type) ? cell : (JSON.parse(cell) as unknown);

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  rows: number;
  format: string;
  schema: { fields: { name: string }[] };
}

const DAY = 86_400_000;
let now = new Date("2026-11-21T02:00:00.000Z");
const makeCtx = (over = {}) => ({
  ...createContext(env),
  now: () => now,
  dataLicence: "CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/",
  publisher: "示例市信息办",
  ...over,
});
let archive: Awaited<ReturnType<typeof openArchive>>;

async function build(ctx = makeCtx()) {
  let runs = 0;
  while ((await buildDump(ctx, 3)) > 0) runs += 1;
  forgetArchiveVersion();
  return runs;
}

/** Whatever its type: workerd warns of texts that are not called so. */
const text = async (path: string) => new TextDecoder().decode(await bytesAt(path));
const bytesAt = async (path: string) => new Uint8Array(await (await ask(path)).arrayBuffer());
const packageOf = async () =>
  JSON.parse(await text("/data/datapackage.json")) as { version: string; resources: Resource[] };
const resource = async (name: string) => (await packageOf()).resources.find((each) => each.name === name)!;
const rowsOf = async (table: string) => {
  const lines = (await text(`/data/${(await resource(`${table}-0001-jsonl`)).path}`)).trimEnd().split("\n");
  return lines.filter(Boolean).map((line) => JSON.parse(line));
};
const everything = async () =>
  (await Promise.all((await packageOf()).resources.map(async ({ path }) => text(`/data/${path}`)))).join("\n");

const insertFeedback = (publication: "published" | "private", words: string, confidential = 0) =>
  env.DB.prepare(
    `INSERT INTO feedback (receipt_sha256, kind, title, text, text_digest, about_bureau_id, report_id, revision, section,
       bureau_id, submitted_at, status, consent, publication, public_title, public_text, published_at, clock_from, deadlines,
       contact_key, contact_box, quote, confidential)
     SELECT ?1, 'error', '原题', '原来的话不公开', ?1, b.id, r.id, 2, 'volunteering', b.id, '2026-03-01T00:00:00.000Z',
       'answered', 1, ?2, CASE ?2 WHEN 'published' THEN '公开题' END, CASE ?2 WHEN 'published' THEN ?3 END,
       CASE ?2 WHEN 'published' THEN '2026-03-02T00:00:00.000Z' END, '2026-03-01', '{}', 'k1', '联系方式密封', '所引原文', ?4
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = 'donghu' AND r.year = 2023 RETURNING id`,
  )
    .bind(crypto.randomUUID(), publication, words, confidential)
    .first<number>("id");

beforeAll(async () => {
  archive = await openArchive();
  await grow(3);
  const shown = await insertFeedback("published", "数字不一致。");
  await insertFeedback("private", "不公开的意见");
  await env.DB.prepare(
    `INSERT INTO feedback_replies (feedback_id, round, text, drafted_by, drafted_at, state, decided_by, decided_at, public_text,
       published_at)
     VALUES (?1, 0, '草稿原话', '张经办', '2026-03-03T00:00:00.000Z', 'approved', '李主管', '2026-03-04T00:00:00.000Z', '已更正。',
       '2026-03-04T00:00:00.000Z')`,
  )
    .bind(shown)
    .run();
});

describe("a dump", () => {
  test("is not there before the clock has built one, and is built in pieces that a stop does not lose", async () => {
    expect(await text("/data")).toContain("还没有做好");
    expect((await ask("/data/datapackage.json")).status).toBe(404);
    expect(await buildDump(makeCtx(), 2)).toBe(2);
    const broken = makeCtx({ files: { put: () => Promise.reject(new Error("cut off")) } });
    await expect(buildDump(broken, 1)).rejects.toThrow("cut off");
    expect((await ask("/data/datapackage.json")).status).toBe(404);
    expect(await build()).toBeGreaterThan(1);
    expect((await packageOf()).version).toBe("1.0.0");
    expect(await buildDump(makeCtx())).toBe(0);
  });

  test("is a Data Package: every resource is there, as long and with the hash that it says", async () => {
    const described = await packageOf();
    expect(described).toMatchObject({
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: "gongshi",
      licenses: [{ name: "CC-BY-4.0", path: "https://creativecommons.org/licenses/by/4.0/" }],
      contributors: [{ title: "示例市信息办", roles: ["publisher"] }],
      ledgerSize: 3,
    });
    const names = described.resources.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const table of [
      "bureaus",
      "reports",
      "revisions",
      "sections",
      "paragraphs",
      "figures",
      "indicators",
      "feedback",
      "ledger",
    ])
      for (const format of ["jsonl", "csv", "parquet"]) expect(names).toContain(`${table}-0001-${format}`);
    for (const { name, path, bytes, hash } of described.resources) {
      expect(name).toMatch(/^[-a-z0-9._]+$/);
      const body = await bytesAt(`/data/${path}`);
      expect([body.length, `sha256:${sha256Hex(body)}`], path).toEqual([bytes, hash]);
    }
    const sums = (await text("/data/SHA256SUMS")).trimEnd().split("\n");
    expect(sums).toEqual(described.resources.map(({ hash, path }) => `${hash.slice(7)}  ${path}`));
  });

  test.each(TABLES)("says the same of $name in all three formats, cell by cell", async ({ name, fields }) => {
    const lines = await rowsOf(name);
    const names = fields.map((field) => field.name);
    const [head, ...cells] = readCsv(await text(`/data/${(await resource(`${name}-0001-csv`)).path}`));
    expect(head).toEqual(names);
    const typed = cells.map((row) =>
      Object.fromEntries(fields.map((field, at) => [field.name, valueOf(field.type, row[at] ?? null)])),
    );
    expect(typed).toEqual(lines);
    const { path, schema, rows } = await resource(`${name}-0001-parquet`);
    expect(schema.fields.map((field) => field.name)).toEqual(names);
    const parquet = await parquetReadObjects({ file: (await bytesAt(`/data/${path}`)).buffer });
    const plain = (value: unknown) =>
      typeof value === "bigint" ? Number(value) : value instanceof Date ? value.toISOString() : value;
    expect(
      parquet.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]))),
    ).toEqual(lines);
    expect([parquet.length, lines.length]).toEqual([rows, rows]);
  });

  test("keeps tables and their cells", async () => {
    const lines = await rowsOf("paragraphs");
    const csv = await text(`/data/${(await resource("paragraphs-0001-csv")).path}`);
    const complaints = lines.find(
      ({ bureau, year, kind, revision }) => bureau === "donghu" && year === 2023 && kind === "table" && revision === 2,
    );
    expect(complaints).toMatchObject({ header_rows: 1, text: "表2　客户投诉受理件数" });
    expect(complaints.cells[1]).toEqual(["网络质量", "214", "188", "163", "−13.3%"]);
    expect(csv).toContain(`"[[""类别"",""2021""`);
  });

  test("holds what is public and nothing else", async () => {
    const [shown, ...others] = await rowsOf("feedback");
    expect(others).toEqual([]);
    expect(shown).toMatchObject({
      title: "公开题",
      text: "数字不一致。",
      replies: [{ text: "已更正。", at: "2026-03-04T00:00:00.000Z" }],
    });
    const all = await everything();
    for (const secret of [
      "原题",
      "原来的话",
      "不公开的意见",
      "草稿原话",
      "张经办",
      "李主管",
      "联系方式密封",
      "published_by",
      "test@",
    ])
      expect(all, secret).not.toContain(secret);
    const reports = await rowsOf("reports");
    expect(reports.some(({ bureau, year }) => bureau === "liuyin" && year === 2018)).toBe(false);
    expect((await rowsOf("revisions")).some(({ bureau, year }) => bureau === "liuyin" && year === 2018)).toBe(false);
    expect(reports.length).toBe(9);
  });

  test("is told on a page, in DCAT, and with its terms", async () => {
    const page = await text("/data");
    for (const part of ["paragraphs-0001-", "没有写明", "datapackage.json", "SHA256SUMS", "npm run mirror"])
      expect(page).toContain(part);
    const catalog = JSON.parse(await text("/data/dcat.jsonld"));
    expect(catalog["dcat:dataset"]).toHaveLength(9);
    expect(catalog["dct:publisher"]).toMatchObject({ "foaf:name": "示例市信息办" });
    // The shapes of DCAT-AP ask for a place where the files can be got, beside the file itself.
    for (const { "dcat:distribution": files } of catalog["dcat:dataset"])
      for (const file of files) {
        expect(file["dcat:accessURL"]["@id"]).toMatch(/\/data$/);
        expect(file["dcat:downloadURL"]["@id"]).toContain("/data/files/");
        expect(file.license).toEqual(catalog.license);
      }
    expect(catalog.license).toEqual({
      "@id": "https://creativecommons.org/licenses/by/4.0/",
      "@type": "dct:LicenseDocument",
      "rdfs:label": "CC-BY-4.0",
    });
    expect((await ask("/data/dcat.jsonld")).headers.get("Content-Type")).toContain("application/ld+json");
  });

  test("is answered in ranges, to any origin, and not again where it is known", async () => {
    const { path, bytes } = await resource("ledger-0001-jsonl");
    const whole = await ask(`/data/${path}`);
    const etag = whole.headers.get("ETag") ?? "";
    expect(whole.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(whole.headers.get("Repr-Digest")).toMatch(/^sha-256=:/);
    const all = new Uint8Array(await whole.arrayBuffer());
    const part = await ask(`/data/${path}`, { headers: { Range: "bytes=10-19", "If-Range": etag } });
    expect([part.status, part.headers.get("Content-Range")]).toEqual([206, `bytes 10-19/${bytes}`]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(all.slice(10, 20));
    const changed = await ask(`/data/${path}`, { headers: { Range: "bytes=10-19", "If-Range": '"other"' } });
    expect(changed.status).toBe(200);
    await changed.arrayBuffer();
    expect((await ask(`/data/${path}`, { headers: { Range: `bytes=${bytes}-` } })).status).toBe(416);
    expect((await ask(`/data/${path}`, { headers: { "If-None-Match": etag } })).status).toBe(304);
    const head = await ask(`/data/${path}`, { method: "HEAD" });
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, `${bytes}`]);
  });
});

describe("bad input", () => {
  test.each([
    ["/data/files/paragraphs-0001-000000000000.csv", 404],
    ["/data/files/..%2Foriginals.csv", 404],
    ["/data/files/secrets-0001-000000000000.sqlite", 404],
    ["/data?since=yesterday", 422],
    ["/data/changes.json?since=2026-02-30", 422],
    ["/data/changes.json?before=x", 422],
  ])("%s is %i", async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });
});

describe("what is taken back", () => {
  test("stops being served at once, leaves the next dump, and stands in the change list", async () => {
    const { path } = await resource("paragraphs-0001-jsonl");
    const feedbackPath = (await resource("feedback-0001-csv")).path;
    const bureausPath = (await resource("bureaus-0001-csv")).path;
    await archive.withdraw(liuyin, 2019, "含个人信息");
    await env.DB.prepare(
      `INSERT INTO ledger_entries (position, data) SELECT max(position) + 1, json_object('format', 1, 'kind', 'withdrawal',
         'at', '2026-11-21T03:00:00.000Z', 'bureau', 'liuyin', 'year', 2019, 'revision', 1, 'note', '含个人信息') FROM ledger_entries`,
    ).run();
    forgetArchiveVersion();
    const refused = await ask(`/data/${path}`);
    expect(refused.status).toBe(410);
    expect(await refused.text()).toContain("已停止下载");
    expect((await ask(`/data/${bureausPath}`)).status).toBe(200);
    now = new Date(now.getTime() + 600_000);
    expect(await build()).toBeGreaterThan(0);
    expect((await packageOf()).version).toBe("2.0.0");
    expect((await rowsOf("reports")).some(({ bureau, year }) => bureau === "liuyin" && year === 2019)).toBe(false);
    // What did not change keeps its name.
    expect((await resource("bureaus-0001-csv")).path).toBe(bureausPath);
    const { changes } = JSON.parse(await text("/data/changes.json?since=2026-11-21"));
    expect(changes[0]).toMatchObject({
      kind: "withdrawal",
      bureau: "liuyin",
      year: 2019,
      note: "含个人信息",
      in_dump: true,
    });
    expect(await text("/data?since=2026-11-21")).toContain("含个人信息");
    expect(JSON.parse(await text("/data/changes.json?since=2030-01-01")).changes).toEqual([]);

    await env.DB.prepare("UPDATE feedback SET publication = 'hidden' WHERE publication = 'published'").run();
    expect((await ask(`/data/${feedbackPath}`)).status).toBe(410);
  });

  test("a day later a changed archive is dumped again, an unchanged one is not; what is old is dropped", async () => {
    expect(await buildDump(makeCtx())).toBe(0);
    await archive.report(donghu, 2024, [{ sections: [[1, "statement", "一、公开陈述", ["新的一年。"]]] }]);
    expect(await buildDump(makeCtx())).toBe(0);
    now = new Date(now.getTime() + DAY);
    expect(await build()).toBeGreaterThan(0);
    expect((await rowsOf("reports")).some(({ year }) => year === 2024)).toBe(true);
    now = new Date(now.getTime() + 3 * DAY);
    expect(await buildDump(makeCtx())).toBe(0);
    await env.FILES.put(`dumps/${"0".repeat(64)}`, "left behind");
    while ((await dropRetired(makeCtx())) > 0);
    const far = makeCtx({ now: () => new Date("2100-01-01"), random: (n: number) => new Uint8Array(n) });
    await dropStray(far);
    const { objects } = await env.FILES.list({ prefix: "dumps/" });
    const used = await env.DB.prepare("SELECT count(DISTINCT sha256) AS n FROM dump_files").first<number>("n");
    expect(objects.length).toBe(used);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM dumps").first("n")).toBe(1);
    for (const { path } of (await packageOf()).resources) expect((await ask(`/data/${path}`)).status).toBe(200);
  });
});

test("two runs at once write each piece once", async () => {
  now = new Date(now.getTime() + DAY);
  await archive.report(donghu, 2025, [{ sections: [[1, "statement", "一、公开陈述", ["又一年。"]]] }]);
  const ctx = makeCtx();
  for (let round = 0; round < 20; round += 1) await Promise.all([buildDump(ctx, 1), buildDump(ctx, 1)]);
  const { resources } = await packageOf();
  expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length);
  expect((await rowsOf("reports")).filter(({ year }) => year === 2025)).toHaveLength(1);
});

test("a build reads each row a few times at most", async (context) => {
  await requireRowCounts(context);
  now = new Date(now.getTime() + DAY);
  await archive.report(donghu, 2026, [{ sections: [[1, "statement", "一、公开陈述", ["再一年。"]]] }]);
  const watched = watchD1(env.DB);
  await build(makeCtx({ db: openDatabase(watched.db) }));
  const rows = await env.DB.prepare(
    "SELECT (SELECT count(*) FROM sections) + 6 * (SELECT count(*) FROM revisions) + (SELECT count(*) FROM dump_files) AS n",
  ).first<number>("n");
  expect(watched.rowsRead()).toBeLessThan(3 * rows! + 200);
});

import { env, SELF } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { docxFile, p, run } from "../src/ingest/fixtures/docx-file.ts";
import { makeToken } from "./factories.ts";
import { call, signInAs } from "./support/console.ts";
import { hidden, pageOf, upload, reportOf } from "./support/desk.ts";

const SITE = "https://gongshi.example";
const SECRET = "真实是百分之十三";
const HIDDEN = "内部备注不公开";
let token: string;
beforeAll(async () => {
  token = await makeToken();
});

/** A comment, a hidden run, a struck number: three things that the author took out. */
const word = (bureau: string) =>
  docxFile(
    p(`${bureau}2023年度社会责任报告`) +
      p("一、供水概况") +
      p(
        run("漏损率百分之九。") +
          '<w:r><w:commentReference w:id="0"/></w:r>' +
          run(HIDDEN, "<w:vanish/>") +
          run("五百", "<w:strike/>") +
          run("四百。"),
      ),
    { comments: `<w:comment w:id="0">${p(`领导要求压低，${SECRET}。`)}</w:comment>` },
  );

async function send(bytes: Uint8Array, fields: Record<string, string> = {}, query = "") {
  const form = new FormData();
  form.set("file", new File([Uint8Array.from(bytes)], bytes[0] === 0x50 ? "a.docx" : "a.txt"));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.append("accept", "bureau-new");
  const headers = { authorization: `Bearer ${token}` };
  const response = await SELF.fetch(`${SITE}/api/v1/reports${query}`, { method: "POST", body: form, headers });
  return { status: response.status, body: await response.json<Record<string, unknown>>() };
}

const get = async (path: string) => (await SELF.fetch(`${SITE}${path}`)).text();
const detailOf = async (action: string) =>
  (
    await env.DB.prepare("SELECT detail FROM audit_log WHERE action = ? ORDER BY id DESC LIMIT 1")
      .bind(action)
      .first<{ detail: string }>()
  )?.detail;

it("stops a file with comments, hidden or struck-out text until it is confirmed, and shows nobody outside a word of them", async () => {
  const bytes = word("示例市批注水务局");
  const stopped = await send(bytes);
  expect(stopped.status).toBe(409);
  expect(stopped.body).toMatchObject({
    type: "/api#blocked",
    detail: expect.stringContaining("原件含有 3 处批注/修订/隐藏文字，公布后任何人都能看到"),
    blocked: [{ code: "hidden-text", quotations: expect.arrayContaining([expect.stringContaining(SECRET), HIDDEN]) }],
  });
  const preview = await send(bytes, {}, "?dry_run=1");
  expect(preview.body).toMatchObject({ outcome: "blocked", blocked: [{ code: "hidden-text" }] });
  expect((await send(bytes, { accept_hidden: "perhaps" })).status).toBe(400);
  expect((await send(bytes, { accept: "text-lost" })).status).toBe(409);

  const done = await send(bytes, { accept_hidden: "1" });
  expect(done).toMatchObject({ status: 201, body: { outcome: "published", blocked: [] } });
  expect(await detailOf("report.published")).toContain("hidden-text");
  const address = String(done.body["url"]);
  for (const path of [`${address}/r1/notes`, `${address}/r1.json`, `${address}.json`, address]) {
    const told = await get(path);
    for (const words of [SECRET, HIDDEN]) expect(told).not.toContain(words);
  }
  expect(await get(`${address}/r1/notes`)).toContain("1 处批注没有放进正文");
  expect((await send(bytes)).body).toMatchObject({ outcome: "unchanged" });
});

it("shows nothing of the words in notes that were stored before they were kept apart", async () => {
  const { body } = await send(word("示例市旧批注水务局"), { accept: "hidden-text" });
  const note = (code: string, message: string, text: string) => ({ code, level: "unsure", message, text, line: 3 });
  const old = [
    note("markup-left-out", "1 处批注没有放进正文，请确认报告已经定稿。", SECRET),
    note("markup-left-out", `原文在“${HIDDEN}”上画了删除线。`, HIDDEN),
    note("markup-left-out", "2 处隐藏文字没有放进正文，请核对。", `${SECRET}\n${HIDDEN}`),
    note("markup-left-out", "隐藏图层上或版面以外的文字没有放进正文，请核对。", SECRET),
    note("markup-left-out", "文件开头的属性区（--- 与 --- 之间）没有放进正文。", `---\n${SECRET}\n---`),
    note("markup-left-out", "第 3 行的注释没有放进正文。", `<!-- ${HIDDEN} -->`),
    note("tracked-change", "1 处修订中删除的文字没有放进正文。", SECRET),
    note("hidden-text", "原件含有 3 处批注/修订/隐藏文字，公布后任何人都能看到。", SECRET),
    note("markup-left-out", "2 处图片没有放进正文。", "合影"),
  ];
  const address = String(body["url"]);
  await storeOldNotes(JSON.stringify(old), String(body["fileSha256"]));
  const pages = [`${address}/r1/notes`, `${address}/r1.json`, `${address}.json`, address, `${address}/r1`];
  const told = (await Promise.all(pages.map((path) => get(`${path}?old=1`)))).join("\n");
  expect(told).toContain("合影");
  expect(told).toContain("属性区");
  for (const words of [SECRET, HIDDEN]) expect(told).not.toContain(words);
});

/** A revision is never altered: its guard is taken away for as long as it takes to put in what an earlier version had stored. */
async function storeOldNotes(notes: string, sha256: string) {
  const guard = await env.DB.prepare("SELECT sql FROM sqlite_schema WHERE name = 'revisions_are_immutable'").first<{
    sql: string;
  }>();
  await env.DB.prepare("DROP TRIGGER revisions_are_immutable").run();
  const { meta } = await env.DB.prepare("UPDATE revisions SET import_notes = ? WHERE file_sha256 = ?")
    .bind(notes, sha256)
    .run();
  expect(meta.changes).toBe(1);
  await env.DB.prepare(guard?.sql ?? "").run();
}

it("says what was read badly before it says what is missing: a garbled file without a bureau", async () => {
  const noise = "囬抝择宏衮锂陛婴棚劳獅刮诹睦舀闩舔恤班写彐囬抝桴宏伫左兴伽骓诹睦舶出绍搬佃右蹄酬插璐";
  const bytes = new TextEncoder().encode(`社会责任拫告\n\n一、概况\n\n本局共有职工三百人。${noise}。\n`);
  for (const query of ["", "?dry_run=1"])
    expect(await send(bytes, {}, query)).toMatchObject({
      status: 409,
      body: { blocked: [{ code: "garbled", quotations: [expect.stringContaining("囬")] }] },
    });
  expect(await send(bytes, { accept: "garbled" })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining("年度") },
  });
});

it("on the desk what stops the publication stands first, is quoted to staff, and is decided with a tick", async () => {
  const cookie = await signInAs("publisher");
  const file = new File([Uint8Array.from(word("示例市案头水务局"))], "a.docx");
  const draft = (await upload("/staff/publish", { file }, cookie)).headers.get("Location")?.split("?")[0] ?? "";
  const html = await pageOf(draft, cookie);
  expect(html.indexOf('id="blocking"')).toBeLessThan(html.indexOf('id="unsure"'));
  expect(html).toContain(SECRET);
  const fields = {
    version: hidden(html, "version"),
    number: "1",
    digest: hidden(html, "digest"),
    note: "首次",
    when: "now",
    at: "",
  };
  const stopped = await call(`${draft}/publish`, { cookie, form: fields });
  expect(stopped.status).toBe(409);
  const again = await stopped.text();
  expect(again).toContain("没有发布，有 2 处要人决定");
  expect(again).toContain("建议的单位代号是");
  expect(again).toMatch(/<textarea[^>]*id="note"[^>]*>首次</);
  const later = await call(`${draft}/publish`, { cookie, form: { ...fields, when: "later", at: "2099-01-01 09:00" } });
  expect(later.status).toBe(409);
  const half = await call(`${draft}/publish`, { cookie, form: { ...fields, accept: "hidden-text" } });
  expect(half.status).toBe(409);
  const accept = ["hidden-text", "bureau-new"];
  const done = await call(`${draft}/publish`, { cookie, form: { ...fields, accept } });
  expect(done.status).toBe(303);
  expect(await detailOf("report.published")).toContain("hidden-text");
  expect(await get(`${await reportOf(draft, cookie)}/r1/notes`)).not.toContain(SECRET);
});

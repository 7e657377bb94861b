import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { call, signInAs } from "../support/console.ts";
import { correct, deskReport, draftOf, hidden, pageOf, publish, reportOf, seen, upload } from "../support/desk.ts";

let publisher = "";
let admin = "";
beforeAll(async () => {
  publisher = await signInAs("publisher");
  admin = await signInAs("admin");
});

const one = async <T>(sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .first<T>();
const revisions = async () => (await one<{ n: number }>("SELECT count(*) AS n FROM revisions"))?.n ?? 0;
const objects = async (prefix: string) => (await env.FILES.list({ prefix })).objects.map(({ key }) => key);

test("an upload becomes a draft that shows the text as readers will see it, and nothing is published", async () => {
  const before = await revisions();
  const draft = await draftOf(publisher);
  const html = await pageOf(draft, publisher);
  expect(html).toContain("将作为示例市云门区电信局2022年度的新报告发布，第1版。");
  expect(html).toContain("（四）报告预期与展望");
  expect(html).toMatch(/需要核对的地方<small>　1<\/small>/);
  const place = /href="#([\w-]+)" aria-label="查看此处：（四）报告预期与展望"/.exec(html)?.[1];
  expect(html).toContain(`<section id="${place}">`);
  expect(await revisions()).toBe(before);
  expect(await objects("originals/")).toEqual([]);
  expect((await objects("drafts/")).length).toBe(2);
  expect(await pageOf("/staff/publish", publisher)).toContain(`href="${draft}"`);
  const original = await call(`${draft}/original`, { cookie: publisher });
  expect(original.headers.get("Content-Disposition")).toContain("attachment");
  expect(new TextDecoder().decode(await original.arrayBuffer())).toBe(deskReport());
});

test("corrections show in the preview, are undone, and stand among the public notes of the revision", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2019 }));
  const split = await correct(draft, publisher, "p2", { op: "split", words: "设九个部门" });
  expect(split.headers.get("Location")).toBe(`${draft}?done=edited#at-p2-10`);
  expect(await pageOf(draft, publisher)).toMatch(/<p>设九个部门。<span class="tools"><a id="at-p2-10"/);
  const joined = await correct(draft, publisher, "p4", { op: "join" });
  expect(joined.headers.get("Location")).toBe(`${draft}?done=edited#at-p3`);
  expect(await pageOf(draft, publisher)).toContain("<p>明年继续改进服务。谢谢大家。");
  await correct(draft, publisher, "h2", { op: "standard", standard: "volunteering" });
  const html = await pageOf(draft, publisher);
  expect(html).toContain("第1级　志愿服务");
  const undone = await call(`${draft}/undo`, {
    cookie: publisher,
    form: { version: hidden(html, "version"), index: "1" },
  });
  expect(undone.headers.get("Location")).toBe(`${draft}?done=undone#edits`);
  const published = await publish(draft, publisher);
  expect(published.status).toBe(303);
  expect(published.headers.get("Location")).toBe(`${draft}?done=published`);
  const address = await reportOf(draft, publisher);
  const notes = await pageOf(`${address}/r1/notes`, publisher);
  expect(notes).toContain("人工调整：一段分为两段，从这里起是第二段。");
  expect(notes).toContain("人工调整：对应的标准章节由“规模与性质”改为“志愿服务”。");
  expect(notes).not.toContain("两段合并");
  expect(await pageOf(address, publisher)).not.toContain("服务。谢谢大家");
  const original = await (await call(`${address}/original`)).text();
  expect(original).toBe(deskReport({ year: 2019 }));
});

test("a correction that does not fit, or was made on an older state, says why and changes nothing", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2018 }));
  const before = hidden(await pageOf(`${draft}/edit?at=p2`, publisher), "version");
  await correct(draft, publisher, "p2", { op: "split", words: "设九个部门" });
  for (const [fields, status, words] of [
    [{ op: "split", words: "没有这些字" }, 422, "这一段里没有这几个字"],
    [{ op: "split", words: "" }, 422, "请选择分段的位置"],
    [{ op: "join" }, 409, "这是本节的第一段"],
    [{ op: "heading", depth: "6" }, 409, "这里的标题可以是第1级到第3级"],
    [{ op: "nothing" }, 422, "没有这种调整"],
    [{ op: "heading", depth: "2", version: before }, 409, "在别处被改过"],
  ] as const) {
    const response = await correct(draft, publisher, "p2", fields);
    expect(response.status).toBe(status);
    const html = await response.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain(words);
  }
  expect((await one<{ edits: string }>("SELECT edits FROM drafts WHERE id = ?", draft.split("/").at(-1)))?.edits).toBe(
    '[{"op":"split","at":"p2","offset":10}]',
  );
  expect((await call(`${draft}/edit?at=p99`, { cookie: publisher })).status).toBe(404);
});

test("a correction on which another rests cannot be taken back first", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2017 }));
  await correct(draft, publisher, "p2", { op: "split", words: "设九个部门" });
  await correct(draft, publisher, "p2-10", { op: "heading", depth: "3" });
  const undo = async (index: string) =>
    call(`${draft}/undo`, {
      cookie: publisher,
      form: { version: hidden(await pageOf(draft, publisher), "version"), index },
    });
  const refused = await undo("0");
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain("第2处调整依赖这一处");
  expect((await undo("1")).status).toBe(303);
  expect((await undo("0")).status).toBe(303);
});

test("what the file does not say is given by hand", async () => {
  const draft = await draftOf(publisher, "一、公开陈述\n\n本报告内容真实。\n", "x.txt");
  const html = await pageOf(draft, publisher);
  expect(html).toContain("现在还不能发布");
  expect(html).not.toContain(`action="${draft}/check"`);
  const version = hidden(html, "version");
  const wrong = await call(`${draft}/facts`, {
    cookie: publisher,
    form: { version, title: "我的标题", bureauName: "示例市青石电信局", bureau: "", year: "22年" },
  });
  expect(wrong.status).toBe(422);
  const again = await wrong.text();
  expect(again).toContain('<a href="#year">年度应是四位数字，例如 2023。</a>');
  expect(again).toContain('value="我的标题"');
  const facts = { version, title: "青石局2021年报告", bureauName: "示例市青石电信局", bureau: "", year: "2021" };
  expect((await call(`${draft}/facts`, { cookie: publisher, form: facts })).status).toBe(303);
  await publish(draft, publisher);
  const address = await reportOf(draft, publisher);
  expect(address).toMatch(/^\/reports\/[a-z-]+\/2021$/);
  const page = await pageOf(`${address}/r1/notes`, publisher);
  expect(page).toContain("青石局2021年报告");
  expect(page).toContain("人工填写：文件没有写明单位全称，由发布员填写。");
});

test("a revision needs a note; what was typed stays; the same text is not published twice", async () => {
  const first = await draftOf(publisher, deskReport({ year: 2016 }));
  await publish(first, publisher);
  const address = await reportOf(first, publisher);
  const same = await pageOf(await draftOf(publisher, deskReport({ year: 2016 })), publisher);
  expect(same).toContain("文件和文字都与现行第1版相同");
  const second = await draftOf(publisher, deskReport({ year: 2016, people: "一百三十" }));
  const preview = await pageOf(second, publisher);
  expect(preview).toContain("与现行第1版对照");
  expect(preview).toMatch(/一百<del>二<\/del>十人/);
  const refused = await publish(second, publisher, { note: " ", when: "later", at: "2026-12-01T09:00" });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('<a href="#note">修订版要写明修订说明');
  expect(html).toContain('value="2026-12-01T09:00"');
  expect((await publish(second, publisher, { note: "更正员工人数" })).status).toBe(303);
  expect(await pageOf(`${address}/revisions`, publisher)).toContain("更正员工人数");
});

test("of two drafts of one report the second is stale: it is told so, sees the new preview, and nothing is half done", async () => {
  const [one_, two] = [
    await draftOf(publisher, deskReport({ year: 2015 })),
    await draftOf(publisher, deskReport({ year: 2015, people: "二百" })),
  ];
  const looked = await seen(two, publisher);
  await publish(one_, publisher);
  const before = await revisions();
  const stale = await call(`${two}/publish`, { cookie: publisher, form: { when: "now", note: "我的说明", ...looked } });
  expect(stale.status).toBe(409);
  const html = await stale.text();
  expect(html).toContain("本稿现在会成为第2版，而不是第1版");
  expect(html).toContain("与现行第1版对照");
  expect(html).toContain("我的说明");
  expect(await revisions()).toBe(before);
  const edited = await seen(two, publisher);
  await correct(two, publisher, "p2", { op: "split", words: "设九个部门" });
  const other = await call(`${two}/publish`, { cookie: publisher, form: { when: "now", note: "我的说明", ...edited } });
  expect(other.status).toBe(409);
  expect(await other.text()).toContain("这份草稿在别处被改过");
  expect(await revisions()).toBe(before);
});

test("a time that was typed beside “now” is asked about, not passed over", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2011 }));
  const before = await revisions();
  const refused = await publish(draft, publisher, { at: "2026-12-01 09:00", note: "我的说明" });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('<a href="#at">填了发布时间，选的却是“现在”');
  expect(html).toContain("我的说明");
  expect(await revisions()).toBe(before);
  const again = await call(`${draft}/publish`, { cookie: publisher });
  expect(await again.text()).toContain(`action="${draft}/check"`);
});

test("a draft published by two clicks is published once, and both lead to the report", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2014 }));
  const looked = { when: "now", note: "", ...(await seen(draft, publisher)) };
  const before = await revisions();
  const answers = await Promise.all([1, 2, 3].map(() => call(`${draft}/publish`, { cookie: publisher, form: looked })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 303, 303]);
  for (const { headers } of answers) expect(headers.get("Location")).toBe(`${draft}?done=published`);
  expect(await reportOf(draft, publisher)).toMatch(/^\/reports\/[a-z-]+\/2014$/);
  expect(await revisions()).toBe(before + 1);
});

test("a publisher sees their own drafts, an admin everybody's", async () => {
  const mine = await draftOf(publisher, deskReport({ year: 2013 }));
  const theirs = await draftOf(admin, deskReport({ year: 2013 }));
  expect((await call(mine, { cookie: admin })).status).toBe(200);
  expect((await call(theirs, { cookie: publisher })).status).toBe(404);
  expect((await call(`${theirs}/discard`, { cookie: publisher, form: {} })).status).toBe(404);
  const list = await pageOf("/staff/publish", publisher);
  expect(list).toContain(`href="${mine}"`);
  expect(list).not.toContain(`href="${theirs}"`);
});

test.each([
  ["an empty file", { file: new File([""], "云门.txt") }, 422],
  ["no file", {}, 422],
  ["a file that is too large", { file: new File(["字".repeat(1_700_000)], "x.txt") }, 413],
  ["a file under a wrong name", { file: new File(["%PDF-1.7 nothing"], "报告.docx") }, 415],
])("%s is refused with a reason, and leaves nothing behind", async (_name, fields, status) => {
  const before = [await objects("drafts/"), await one("SELECT count(*) AS n FROM drafts")];
  const response = await upload("/staff/publish", fields as Record<string, string | File>, publisher);
  expect(response.status).toBe(status);
  expect(await response.text()).toContain('role="alert"');
  expect([await objects("drafts/"), await one("SELECT count(*) AS n FROM drafts")]).toEqual(before);
});

test("an upload that breaks off is refused", async () => {
  const part = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${deskReport().slice(0, 80)}`;
  const response = await call("/staff/publish", {
    method: "POST",
    cookie: publisher,
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
    body: part,
  });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain("不完整");
});

test("a file in the store that is not what was uploaded is never published", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2012 }));
  const looked = { when: "now", note: "", ...(await seen(draft, publisher)) };
  const [key] = (await objects("drafts/")).filter((each) => !each.endsWith("read.json")).toReversed();
  for (const each of await objects("drafts/")) if (!each.endsWith("read.json")) await env.FILES.put(each, "altered");
  expect(key).toBeDefined();
  const before = await revisions();
  expect((await call(`${draft}/publish`, { cookie: publisher, form: looked })).status).toBe(503);
  expect(await revisions()).toBe(before);
});

test("before publishing, the check says what becomes what, refuses what publishing would, and writes nothing", async () => {
  const draft = await draftOf(publisher, deskReport({ year: 2012 }));
  const form: Record<string, string> = { when: "now", note: "首次公示", ...(await seen(draft, publisher)) };
  const before = await revisions();
  const checked = await call(`${draft}/check`, { cookie: publisher, form });
  const html = await checked.text();
  expect(checked.status).toBe(200);
  for (const told of ["第1版（首次发布）", "2012年度", "首次公示", `action="${draft}/publish"`, "返回草稿修改"])
    expect(html).toContain(told);
  expect(hidden(html, "digest")).toBe(form["digest"]);
  expect(await revisions()).toBe(before);
  const stale = await call(`${draft}/check`, { cookie: publisher, form: { ...form, digest: "x" } });
  expect(stale.status).toBe(409);
  await publish(draft, publisher);
  const told = await pageOf(draft, publisher);
  for (const text of ["已发布", "报告网址（始终指向现行版）", 'class="qr"', "返回发布"]) expect(told).toContain(text);
});

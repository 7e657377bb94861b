import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { createContext } from "../src/compose.ts";
import type { Ctx } from "../src/ctx.ts";
import { publishReport } from "../src/reports/publish/publish.ts";
import { restoreReport, withdrawReport } from "../src/reports/publish/withdraw.ts";
import { bytesOf, count, reportText } from "./factories.ts";

let ctx: Ctx;
let bureau: string;
let serial = 0;
const PLACES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";

beforeEach(() => {
  serial += 1;
  bureau = `示例市${PLACES[serial]}${PLACES[serial % 7]}湖电信局`;
  ctx = createContext(env, { name: "测试", roles: ["publisher"] });
});

const publish = (text: string, more: { year?: number; bureau?: string; note?: string; fileName?: string } = {}) =>
  publishReport(ctx, { bytes: bytesOf(text), fileName: "report.txt", ...more });
const state = async () =>
  Promise.all(["bureaus", "reports", "revisions", "sections", "audit_log"].map(async (table) => count(table)));

describe("publishReport", () => {
  it("publishes a first revision with its sections, original and audit row", async () => {
    const result = await publish(reportText({ bureau }));
    expect(result).toMatchObject({ outcome: "published", revision: 1, year: 2023, bureauName: bureau });
    expect(result.outline.map((s) => s.slug)).toContain("volunteering");
    const object = await env.FILES.get(`originals/${result.fileSha256}`);
    expect(await object?.text()).toBe(reportText({ bureau }));
    const audit = await env.DB.prepare("SELECT action, subject FROM audit_log ORDER BY id DESC LIMIT 1").first();
    expect(audit).toEqual({ action: "report.published", subject: `/reports/${result.bureau}/2023/r1` });
  });

  it("makes a changed file revision 2, keeping the anchors of what did not change", async () => {
    const first = await publish(reportText({ bureau }));
    const second = await publish(reportText({ bureau, body: "年末登记志愿者187人。" }), { note: "更正人数" });
    expect(second).toMatchObject({ outcome: "revised", revision: 2, bureau: first.bureau });
    const { results } = await env.DB.prepare(
      "SELECT s.slug, v.number, s.blocks FROM sections s JOIN revisions v ON v.id = s.revision_id JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = ? ORDER BY v.number",
    )
      .bind(first.bureau)
      .all<{ slug: string; number: number; blocks: string }>();
    const blocks = (slug: string) => results.filter((r) => r.slug === slug).map((r) => JSON.parse(r.blocks)[0]);
    const [before, after] = blocks("volunteering");
    expect(after.was).toEqual([before.anchor]);
    const [same, still] = blocks("overview");
    expect(still.anchor).toBe(same.anchor);
  });

  it("says unchanged for the same file again and writes nothing", async () => {
    await publish(reportText({ bureau }));
    const before = await state();
    expect(await publish(reportText({ bureau }))).toMatchObject({ outcome: "unchanged", revision: 1 });
    expect(await state()).toEqual(before);
  });

  it("says unchanged for the file of an earlier edition too, so that a folder of both can be imported again", async () => {
    const texts = ["初版写有志愿者30人。", "更正版写有志愿者31人。"].map((body) => reportText({ bureau, body }));
    for (const text of texts) await publish(text);
    const before = await state();
    const again = [await publish(texts[0] ?? ""), await publish(texts[1] ?? "")];
    expect(again.map((r) => [r.outcome, r.revision])).toEqual([
      ["unchanged", 1],
      ["unchanged", 2],
    ]);
    expect(await state()).toEqual(before);
  });

  it("previews without writing anything", async () => {
    const before = await state();
    const preview = await publishReport(ctx, { bytes: bytesOf(reportText({ bureau })), fileName: "a.txt" }, true);
    expect(preview).toMatchObject({ outcome: "would_publish", revision: 1 });
    expect(await state()).toEqual(before);
    expect(await env.FILES.head(`originals/${preview.fileSha256}`)).toBeNull();
  });

  it("gives every one of many publishers at once a number of its own", async () => {
    const texts = Array.from({ length: 5 }, (_, i) => reportText({ bureau, body: `年末登记志愿者${i}人。` }));
    const results = await Promise.all(texts.map(async (text) => publish(text)));
    expect(results.map((r) => r.revision).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });

  it("publishes one file sent twice at once only once", async () => {
    const results = await Promise.all([publish(reportText({ bureau })), publish(reportText({ bureau }))]);
    expect(results.map((r) => r.outcome).toSorted()).toEqual(["published", "unchanged"]);
  });

  it("knows the bureau again under another legal form, and never by a part of its name", async () => {
    const first = await publish(reportText({ bureau: `${bureau}纸业集团股份有限公司` }));
    const second = await publish(reportText({ bureau: `${bureau}纸业集团有限公司`, year: 2022 }));
    expect(second.bureau).toBe(first.bureau);
    const branch = await publish(reportText({ bureau: `虚构通信集团股份有限公司${bureau}` }));
    const sister = await publish(reportText({ bureau: `假想联通集团股份有限公司${bureau}` }));
    const other = await publish(reportText({ bureau: `北山${bureau}电器集团股份有限公司` }));
    expect(new Set([first, branch, sister, other].map((result) => result.bureau)).size).toBe(4);
    expect([first, branch, sister, other].map((result) => result.revision)).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ["no bureau", "2023年度社会责任报告\n\n一、公开陈述\n\n真实。\n", {}, "单位"],
    ["no year", "示例市无年电信局社会责任报告\n\n一、公开陈述\n\n真实。\n", {}, "年度"],
    ["year 1066 given", "示例市无年电信局社会责任报告\n\n一、公开陈述\n\n真实。\n", { year: 1066 }, "1066"],
    ["year 3019 given", "示例市无年电信局社会责任报告\n\n一、公开陈述\n\n真实。\n", { year: 3019 }, "3019"],
    ["a slug with a path in it", reportText(), { bureau: "../../x" }, "代号"],
    ["a note that is too long", reportText(), { note: "长".repeat(501) }, "修订说明"],
    ["an empty file", " \n ", {}, ""],
  ])("refuses %s and stores nothing", async (_, text, more, words) => {
    const before = await state();
    await expect(publish(text, more)).rejects.toThrow(words);
    expect(await state()).toEqual(before);
  });

  it("never takes markup for a bureau name", async () => {
    const before = await state();
    await expect(publish(reportText({ bureau: "<script>alert(1)</script>电信局" }))).rejects.toMatchObject({
      name: "AppError",
    });
    expect(await state()).toEqual(before);
  });

  it("refuses a year that disagrees with the file", async () => {
    await expect(publish(reportText({ bureau }), { year: 2021 })).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps only the last step of a path as the file's name", async () => {
    const { bureau: slug } = await publish(reportText({ bureau }), { fileName: "../../etc/报告\u202E.txt" });
    const row = await env.DB.prepare(
      "SELECT v.file_name FROM revisions v JOIN reports r ON r.id = v.report_id JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = ?",
    )
      .bind(slug)
      .first();
    expect(row).toEqual({ file_name: "报告.txt" });
  });

  it("needs a publisher", async () => {
    await expect(
      publishReport({ ...ctx, actor: null }, { bytes: bytesOf(reportText()), fileName: "a.txt" }),
    ).rejects.toMatchObject({ code: "unauthorized" });
    await expect(
      publishReport(
        { ...ctx, actor: { name: "某", roles: ["officer"] } },
        { bytes: bytesOf(reportText()), fileName: "a.txt" },
      ),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("withdrawReport", () => {
  it("withdraws with a reason, refuses new revisions meanwhile, and restores", async () => {
    const { bureau: slug } = await publish(reportText({ bureau }));
    await expect(withdrawReport(ctx, slug, 2023, " ")).rejects.toMatchObject({ code: "invalid" });
    expect(await withdrawReport(ctx, slug, 2023, "数据来源有误")).toMatchObject({ status: "withdrawn" });
    await expect(withdrawReport(ctx, slug, 2023, "再撤一次")).rejects.toMatchObject({ code: "conflict" });
    await expect(publish(reportText({ bureau, body: "新的一版。" }))).rejects.toMatchObject({ code: "conflict" });
    expect(await restoreReport(ctx, slug, 2023)).toMatchObject({ status: "published" });
    expect(await publish(reportText({ bureau, body: "新的一版。" }))).toMatchObject({ revision: 2 });
  });

  it("answers not found for a report that is not there", async () => {
    await expect(withdrawReport(ctx, "nobody", 2023, "没有理由")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what is published", () => {
  it.each([
    "UPDATE revisions SET note = 'x'",
    "DELETE FROM sections",
    "DELETE FROM audit_log",
    "UPDATE audit_log SET actor = 'x'",
    "INSERT OR REPLACE INTO sections SELECT * FROM sections",
    "INSERT OR REPLACE INTO revisions SELECT * FROM revisions",
  ])("cannot be altered: %s", async (statement) => {
    await publish(reportText({ bureau }));
    await expect(env.DB.prepare(statement).run()).rejects.toThrow(/immutable|kept|append-only|UNIQUE/);
  });
});

import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { count, makeToken, reportText } from "./factories.ts";

const API = "https://gongshi.example/api/v1";
let token: string;

beforeAll(async () => {
  token = await makeToken();
});

interface Sending {
  text?: string | Uint8Array<ArrayBuffer>;
  name?: string;
  fields?: Record<string, string>;
  query?: string;
  bearer?: string | null;
}

async function send({
  text = reportText(),
  name = "report.txt",
  fields = {},
  query = "",
  bearer = token,
}: Sending = {}) {
  const form = new FormData();
  form.set("file", new File([text], name));
  for (const [key, value] of Object.entries({ accept: "bureau-new", ...fields })) form.set(key, value);
  const headers: Record<string, string> = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  const response = await SELF.fetch(`${API}/reports${query}`, { method: "POST", body: form, headers });
  return { response, status: response.status, body: await response.json<Record<string, unknown>>() };
}

describe("POST /api/v1/reports", () => {
  it("answers 201 with the address, then 200 unchanged for the same file", async () => {
    const text = reportText({ bureau: "示例市春江电信局" });
    const first = await send({ text, fields: { note: "首次公示" } });
    expect(first).toMatchObject({ status: 201, body: { outcome: "published", bureau: "chunjiang", revision: 1 } });
    expect(first.response.headers.get("location")).toBe("/reports/chunjiang/2023");
    expect((await SELF.fetch("https://gongshi.example/reports/chunjiang/2023")).status).toBe(200);
    expect(await send({ text })).toMatchObject({ status: 200, body: { outcome: "unchanged", revision: 1 } });
  });

  it("proposes the slug of a bureau that is new, and publishes when it is confirmed or another is named", async () => {
    const text = reportText({ bureau: "示例市湖江电信局" });
    const stopped = await send({ text, fields: { accept: "" } });
    expect(stopped).toMatchObject({ status: 409, body: { blocked: [{ code: "bureau-new" }] } });
    expect(stopped.body["detail"]).toMatch(/示例市湖江电信局.*hujiang.*--slug/);
    expect(await send({ text, fields: { accept: "" }, query: "?dry_run=1" })).toMatchObject({
      status: 200,
      body: { outcome: "blocked", bureau: "hujiang", blocked: [{ code: "bureau-new" }] },
    });
    expect((await send({ text, fields: { accept: "", slug: "hu-jiang", bureau: "hujiang" } })).status).toBe(422);
    expect(await send({ text, fields: { accept: "", slug: "hu-jiang" } })).toMatchObject({
      status: 201,
      body: { bureau: "hu-jiang", revision: 1 },
    });
    const next = reportText({ bureau: "示例市湖江电信局", year: 2022 });
    expect(await send({ text: next, fields: { accept: "" } })).toMatchObject({
      status: 201,
      body: { bureau: "hu-jiang" },
    });
  });

  it("shows the new text in the same moment as the publication is acknowledged", async () => {
    await send({ text: reportText({ bureau: "示例市夏江电信局", body: "年末登记志愿者11人。" }) });
    const read = async () => (await SELF.fetch("https://gongshi.example/reports/xiajiang/2023/volunteering")).text();
    expect(await read()).toContain("志愿者11人");
    await send({ text: reportText({ bureau: "示例市夏江电信局", body: "年末登记志愿者12人。" }) });
    expect(await read()).toContain("志愿者12人");
  });

  it("previews with dry_run and keeps nothing", async () => {
    const before = await count("revisions");
    expect(await send({ text: reportText({ bureau: "示例市秋江电信局" }), query: "?dry_run=1" })).toMatchObject({
      status: 200,
      body: {
        outcome: "would_publish",
        outline: expect.arrayContaining([expect.objectContaining({ standard: "volunteering" })]),
      },
    });
    expect(await count("revisions")).toBe(before);
  });

  it.each<[string, Sending, number, string]>([
    ["no token", { bearer: null }, 401, "凭证"],
    ["a token nobody has", { bearer: "x".repeat(32) }, 401, "无效"],
    ["a token of the wrong form", { bearer: "short" }, 401, "格式"],
    ["an empty file", { text: "" }, 422, "没有文字"],
    ["a binary file", { text: new Uint8Array([0, 1, 2, 3, 0, 0, 255, 254, 0, 9]) }, 415, "文字"],
    ["a damaged PDF", { text: "%PDF-1.7\n", name: "report.pdf" }, 422, "损坏"],
    ["a PDF under another name", { text: "%PDF-1.7\n", name: "report.txt" }, 415, ".pdf"],
    ["text named .pdf", { text: "云浦区水务局2023年度社会责任报告", name: "report.pdf" }, 415, "内容却不是 PDF"],
    ["an unknown type", { name: "report.exe" }, 415, ".exe"],
    ["bytes of no known encoding", { text: new Uint8Array([0xb1, 0xa8, 0x81, 0x20, 0x81, 0xff, 0x30]) }, 422, "编码"],
    ["30 MB of text", { text: "报告".repeat(5_000_000) }, 413, "MB"],
    ["a file that names no bureau", { text: "2023年度社会责任报告\n\n一、公开陈述\n\n真实。\n" }, 422, "单位"],
    [
      "year 1066",
      { text: "示例市冬江电信局社会责任报告\n\n一、公开陈述\n\n真实。\n", fields: { year: "1066" } },
      422,
      "1066",
    ],
    ["year 3019", { text: reportText({ bureau: "示例市冬江电信局", year: 3019 }) }, 422, "3019"],
    ["a year that is no number", { fields: { year: "二〇二三" } }, 422, "年度"],
    ["a script tag for a bureau", { text: reportText({ bureau: "<script>alert(1)</script>电信局" }) }, 422, "单位"],
    ["a path for a slug", { fields: { bureau: "../../etc" } }, 422, "代号"],
    ["an unknown field", { fields: { colour: "red" } }, 422, "colour"],
    ["an unknown query parameter", { query: "?dryrun=1" }, 400, "dryrun"],
  ])("refuses %s in Chinese and stores nothing", async (_, sending, status, words) => {
    const before = await Promise.all([count("bureaus"), count("revisions"), count("audit_log")]);
    const answer = await send(sending);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(answer.response.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body).toMatchObject({ status, type: expect.any(String), title: expect.any(String) });
    expect(answer.body["detail"]).toContain(words);
    expect(await Promise.all([count("bureaus"), count("revisions"), count("audit_log")])).toEqual(before);
  });

  it("refuses an expired token and says when it ran out", async () => {
    const expired = await makeToken({ days: -1 });
    expect(await send({ bearer: expired })).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining("过期") },
    });
  });

  it("refuses a body that is no form", async () => {
    const response = await SELF.fetch(`${API}/reports`, {
      method: "POST",
      body: "{}",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    expect(response.status).toBe(415);
  });
});

describe("a withdrawn or renamed address", () => {
  it("answers 410 with the reason after a withdrawal, and the report again after it is restored", async () => {
    await send({ text: reportText({ bureau: "示例市长江电信局" }) });
    const slug = (await env.DB.prepare("SELECT slug FROM bureaus WHERE name LIKE '%长江%'").first<{ slug: string }>())
      ?.slug;
    const at = async () => SELF.fetch(`https://gongshi.example/reports/${slug}/2023`);
    const withdraw = await SELF.fetch(`${API}/reports/${slug}/2023/withdraw`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ reason: "统计口径有误" }),
    });
    expect(withdraw.status).toBe(200);
    const gone = await at();
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain("统计口径有误");
    const restore = await SELF.fetch(`${API}/reports/${slug}/2023/restore`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    expect(restore.status).toBe(200);
    expect((await at()).status).toBe(200);
  });

  it("redirects a former slug for ever", async () => {
    await send({ text: reportText({ bureau: "示例市黄河电信局" }) });
    const rename = await SELF.fetch(`${API}/bureaus/huanghe`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ slug: "dahe", name: "示例市大河电信局" }),
    });
    expect(rename.status).toBe(200);
    const moved = await SELF.fetch("https://gongshi.example/reports/huanghe/2023/volunteering.md", {
      redirect: "manual",
    });
    expect([moved.status, moved.headers.get("location")]).toEqual([308, "/reports/dahe/2023/volunteering.md"]);
    expect(await send({ text: reportText({ bureau: "示例市黄河电信局", year: 2022 }) })).toMatchObject({
      status: 201,
      body: { bureau: "dahe" },
    });
  });
});

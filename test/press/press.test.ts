import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rows } from "../feedback/factory.ts";
import { call, signInAs } from "../support/console.ts";
import { openArchive } from "../support/site.ts";

let publisher = "";

beforeAll(async () => {
  await openArchive();
  publisher = await signInAs("publisher");
});
beforeEach(async () => {
  await env.DB.exec("UPDATE press SET state = 'removed', decided_at = 'x' WHERE state <> 'removed'");
  await env.DB.exec("DELETE FROM press");
});

const USE = {
  title: "一座城的志愿者",
  medium: "示例日报",
  day: "2024-10-02",
  address: "https://news.example/volunteers",
  archived: "",
  bureau: "donghu",
  year: "2023",
  section: "volunteering",
  anchor: "",
};

async function suggestion(more: Record<string, string> = {}) {
  const page = await (await call("/press/new")).text();
  return { ...USE, token: /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "", ...more };
}
const desk = (form?: Record<string, string>, path = "/staff/press") =>
  call(path, { cookie: publisher, ...(form ? { form } : {}) });
const idOf = async () => String((await rows<{ id: number }>("SELECT id FROM press"))[0]?.id ?? "");

test("what a reader suggests is seen by staff alone until they list it; then everywhere that it belongs", async () => {
  expect((await call("/press/new", { form: await suggestion() })).headers.get("Location")).toBe("/press/sent");
  expect(await (await call("/press")).text()).not.toContain(USE.title);
  expect(await (await desk()).text()).toContain("读者提供");
  expect((await desk({ id: await idOf(), verdict: "accepted" })).status).toBe(303);
  for (const path of [
    "/press",
    "/press?bureau=donghu",
    "/press.csv",
    "/feeds/press.atom",
    "/feeds/press.json",
    "/reports/donghu/2023",
    "/reports/donghu/2023/volunteering",
  ])
    expect(await (await call(path)).text(), path).toContain(USE.title);
  expect(await (await call("/reports/donghu/2023/relief")).text()).not.toContain(USE.title);
  const api = await (await call("/api/v1/press?bureau=donghu")).json<{ total: number; items: object[] }>();
  expect(api.total).toBe(1);
  expect(api.items[0]).toMatchObject({
    title: USE.title,
    section: "volunteering",
    passage: expect.stringContaining("/reports/donghu/2023/volunteering") as string,
  });
  const audit = await rows<{ action: string }>("SELECT action FROM audit_log WHERE action LIKE 'press.%' ORDER BY id");
  expect(audit.map(({ action }) => action)).toEqual(["press.suggested", "press.accepted"]);
});

test("what staff record is public at once, and taken down with a reason; the report's row follows", async () => {
  expect((await desk(USE, "/staff/press/record")).status).toBe(303);
  expect(await (await call("/press")).text()).toContain(USE.title);
  const refused = await desk({ id: await idOf(), verdict: "removed", reason: "" });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("请写明理由");
  await desk({ id: await idOf(), verdict: "removed", reason: "网页已改作他用。" });
  expect(await (await call("/press")).text()).not.toContain(USE.title);
  expect(await (await call("/reports/donghu/2023")).text()).not.toContain(USE.title);
  expect((await desk({ id: await idOf(), verdict: "removed", reason: "再来一次。" })).status).toBe(404);
});

test("a suggestion that is refused stays out, and its reason in the log", async () => {
  await call("/press/new", { form: await suggestion() });
  await desk({ id: await idOf(), verdict: "refused", reason: "没有引用报告。" });
  expect(await (await call("/press")).text()).not.toContain(USE.title);
  const [audit] = await rows<{ detail: string }>("SELECT detail FROM audit_log WHERE action = 'press.refused'");
  expect(audit?.detail).toContain("没有引用报告。");
});

describe("bad input", () => {
  test.each([
    ["title", "", "请填写题名"],
    ["title", "长".repeat(121), "题名最多120个字"],
    ["medium", "   ", "请填写媒体"],
    ["day", "2999-01-01", "不能晚于今天"],
    ["day", "昨天", "日期请写成"],
    ["address", "javascript:alert(1)", "网址应以"],
    ["address", "https://user@news.example/", "网址应以"],
    ["archived", "archive", "网址应以"],
    ["bureau", "nobody", "没有这个单位"],
    ["year", "1999", "没有"],
    ["section", "no-such-section", "没有这一节"],
    ["anchor", "zzzzzzzz", "这一段"],
    ["token", "", "页面已超时"],
    ["website", "x", "请把最后一栏留空"],
  ])("%s %j is refused with what to do, and what was typed stays", async (field, value, words) => {
    const answer = await call("/press/new", { form: await suggestion({ [field]: value }) });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain(`value="${field === "medium" ? USE.title : USE.medium}"`);
    expect(await idOf()).toBe("");
  });

  test("the same use is recorded once, also by a double click", async () => {
    const twice = await suggestion();
    const statuses = [await call("/press/new", { form: twice }), await call("/press/new", { form: twice })];
    expect(statuses.map(({ status }) => status)).toEqual([303, 409]);
  });

  test("the API refuses what is no page or bureau", async () => {
    for (const query of ["page=0", "size=101", "bureau=A B"])
      expect((await call(`/api/v1/press?${query}`)).status, query).toBe(400);
    expect((await call("/press?page=9")).status).toBe(404);
  });

  test("the many from one visitor wait or solve", async () => {
    let status = 0;
    for (let n = 0; n < 30; n += 1)
      ({ status } = await call("/press/new", { form: await suggestion({ address: `https://news.example/${n}` }) }));
    expect(status).toBe(429);
  });
});

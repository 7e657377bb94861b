import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { publishFeedback } from "../../src/feedback/handle/answer.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { call } from "../support/console.ts";
import { at, makeReport, rows, submit, supervisor } from "./factory.ts";

const place = { year: 2023, section: "honest-service", anchor: "7f3a9c00" };
let slug = "";
let id = 0;
let receipt = "";

beforeEach(async () => {
  const now = new Date().toISOString();
  ({ slug } = await makeReport({ anchor: place.anchor, text: "全年受理投诉273件。" }));
  ({ id, receipt } = await submit(at(now), { bureau: slug, ...place, publish: true, text: "投诉件数和下文对不上。" }));
  await acceptFeedback(at(now, supervisor), id);
  await publishFeedback(at(now, supervisor), id);
});

const press = (token: string, cookie: string | null = null) =>
  call(`/feedback/${id}/support`, { form: { token }, cookie });
const tokenOf = async () =>
  /name="token" value="([^"]+)"/.exec(await (await call(`/feedback/${id}/support`)).text())?.[1] ?? "";
const supports = async () => (await rows<{ n: number }>("SELECT supports AS n FROM feedback WHERE id = ?", id))[0]?.n;

test("what is published about the same place is offered before anything is written", async () => {
  const query = new URLSearchParams({ bureau: slug, ...place, year: "2023" });
  const form = await (await call(`/feedback/new?${query.toString()}`)).text();
  expect(form).toContain("已公开的同类意见");
  expect(form).toContain(`href="/feedback/${id}/support"`);
  query.delete("anchor");
  query.set("section", "");
  expect(await (await call(`/feedback/new?bureau=${slug}`)).text()).not.toContain("已公开的同类意见");
});

test("one press counts once, pressed twice too; the browser remembers, nobody else does", async () => {
  const token = await tokenOf();
  const first = await press(token);
  expect(first.headers.get("Location")).toBe(`/feedback/${id}/support`);
  await press(token);
  expect(await supports()).toBe(1);
  const cookie = (first.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
  expect(cookie).toBe(`supported=${id}`);
  expect(await (await call(`/feedback/${id}/support`, { cookie })).text()).toContain("已计入，谢谢");
  await press(await tokenOf(), cookie);
  expect(await supports()).toBe(1);
  await press(await tokenOf());
  expect(await supports()).toBe(2);
  expect(await (await call(`/feedback/${id}`)).text()).toContain("另有2人也遇到");
  const audit = await rows("SELECT actor, detail FROM audit_log WHERE action = 'feedback.supported'");
  expect(audit).toEqual([1, 2].map(() => ({ actor: "public", detail: "{}" })));
  const kept = JSON.stringify(await rows("SELECT * FROM feedback_quotas WHERE bucket = 'support'"));
  expect(kept).not.toContain(token.split(".")[1]);
});

test("a made-up or old form counts nothing and says so; what is not public cannot be supported", async () => {
  const refused = await press("1764000000000.aaaaaaaaaaaaaaaa.00000000000000000000000000000000");
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("页面已超时");
  expect(await supports()).toBe(0);
  await env.DB.prepare("UPDATE feedback SET publication = 'hidden' WHERE id = ?").bind(id).run();
  expect((await press(await tokenOf())).status).toBe(410);
});

test("a deadline goes into a calendar: of a public matter by address, of one's own by its receipt in the body", async () => {
  const open = await call(`/feedback/${id}/deadline.ics`);
  expect(open.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(await open.text()).toMatch(/DTSTART;VALUE=DATE:\d{8}\r\n.*投诉件数和下文对不上/s);
  const own = await (await call("/feedback/deadline.ics", { form: { receipt } })).text();
  expect(own).toContain(`SUMMARY:第${id}号意见到期`);
  expect(own).not.toContain("投诉件数");
  expect(own).not.toContain(receipt);
  expect((await call("/feedback/deadline.ics", { form: { receipt: "7K3M" } })).status).toBe(422);
});

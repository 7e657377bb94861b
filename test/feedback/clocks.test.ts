import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { runJobs } from "../../src/cron.ts";
import { forgetCalendarYear, saveCalendarYear } from "../../src/feedback/holidays/holidays.ts";
import { approveReply, draftReply, publishFeedback } from "../../src/feedback/handle/answer.ts";
import { markOverdue, resumeStopped } from "../../src/feedback/handle/overdue.ts";
import { recountDeadlines } from "../../src/feedback/handle/recount.ts";
import { acceptFeedback, extendDeadline, resumeClock, stopClock } from "../../src/feedback/handle/triage.ts";
import { joinFeedback, separateFeedback } from "../../src/feedback/together/join.ts";
import { readStatistics } from "../../src/feedback/register/statistics.ts";
import { addSupplement } from "../../src/feedback/author/author.ts";
import { makeToken } from "../factories.ts";
import { call, signInAs } from "../support/console.ts";
import { at, makeReport, officer, rows, submit, supervisor } from "./factory.ts";

const admin = { name: "管理员", roles: ["admin"] };
const SOURCE = "国务院办公厅关于2031年部分节假日安排的通知";
/** 2031-01-25 is a Saturday. */
const NOTICE = { year: 2031, source: SOURCE, off: ["2031-01-01", "2031-01-27", "2031-01-28"], work: [] };
const QUESTION = "请说明是哪一页的数字，并附上截图。";

let slug = "";
beforeAll(async () => {
  ({ slug } = await makeReport({ anchor: "a", text: "一段。" }));
});

const by = (day: string, name = "甲") => at(`${day}T02:00:00Z`, officer(name, slug));
const dueOf = async (id: number) =>
  (
    await rows<{ due: string | null; stopped_on: string | null }>(
      "SELECT due, stopped_on FROM feedback WHERE id = ?",
      id,
    )
  )[0];
const historyOf = (id: number) =>
  rows<{ at: string; event: string; note: string }>(
    "SELECT at, event, note FROM feedback_history WHERE feedback_id = ? ORDER BY seq",
    id,
  );
const lookup = async (receipt: string) =>
  (
    await call("/api/v1/feedback/lookup", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ receipt }),
    })
  ).json<Record<string, unknown>>();

test("a clock stands still from the question to the author's answer, who sees the reason; pages and API agree", async () => {
  const sent = await submit(at("2026-03-02T02:00:00Z"), { bureau: slug, publish: true });
  await acceptFeedback(by("2026-03-03"), sent.id);
  const before = await dueOf(sent.id);
  expect(before).toEqual({ due: "2026-05-06", stopped_on: null }); // 05-01 to 05-05 are holidays
  await stopClock(by("2026-03-10"), sent.id, QUESTION);
  await publishFeedback(at("2026-03-10T03:00:00Z", supervisor), sent.id);
  expect(await dueOf(sent.id)).toEqual({ due: null, stopped_on: "2026-03-10" });
  expect(await lookup(sent.receipt)).toMatchObject({ due: null, deadline: null, stopped_on: "2026-03-10" });
  const shown = await (await call("/feedback/status", { form: { receipt: sent.receipt } })).text();
  expect(shown).toContain(QUESTION);
  expect(shown).toContain("自2026-03-10起暂停计时");
  const listed = await (await call(`/feedback?bureau=${slug}`)).text();
  expect(listed).toContain("自2026-03-10起暂停计时");
  const open = await (await call(`/api/v1/feedback/${sent.id}`)).json<Record<string, unknown>>();
  expect(open).toMatchObject({ due: null, overdue: false, stopped_on: "2026-03-10" });
  expect(JSON.stringify(open)).not.toContain(QUESTION);
  expect(await markOverdue(at("2026-07-01T02:00:00Z"))).toBe(0);
  await addSupplement(at("2026-03-30T02:00:00Z"), sent.receipt, "是第三页，占比一栏。", null);
  expect(await dueOf(sent.id)).toEqual({ due: "2026-05-21", stopped_on: null }); // 60 + 20 days
  const told = await lookup(sent.receipt);
  expect(told).toMatchObject({ due: "2026-05-21", stopped_on: null });
  expect(told["deadline"]).toContain("2026-03-10至2026-03-30等提交人补充的20日不计");
  expect(told["calendar"]).toEqual([{ year: 2026, source: "chinese-days" }]);
  const steps = await (await call(`/api/v1/feedback/${sent.id}`)).json<{ history: unknown[]; deadline: string }>();
  expect(steps.deadline).toBe(told["deadline"]);
});

test("it stops once a round, not where it is late, resumes by hand or after thirty days, and an answer ends it", async () => {
  const one = await submit(at("2026-03-02T02:00:00Z"), { bureau: slug });
  await expect(stopClock(by("2026-03-03"), one.id, QUESTION)).rejects.toMatchObject({ code: "conflict" });
  await acceptFeedback(by("2026-03-03"), one.id);
  await expect(stopClock(by("2026-06-03"), one.id, QUESTION)).rejects.toThrow("已经逾期");
  await stopClock(by("2026-03-10"), one.id, QUESTION);
  await expect(extendDeadline(by("2026-03-11"), one.id, "案情复杂，需要核实。")).rejects.toThrow("先恢复计时");
  await resumeClock(by("2026-03-12"), one.id);
  expect((await dueOf(one.id))?.due).toBe("2026-05-06"); // 05-03 is a holiday
  await expect(resumeClock(by("2026-03-12"), one.id)).rejects.toThrow("没有暂停");
  await addSupplement(at("2026-03-12T03:00:00Z"), one.receipt, "补充一句。", null);
  await expect(stopClock(by("2026-03-13"), one.id, QUESTION)).rejects.toThrow("暂停过一次");
  const two = await submit(at("2026-03-02T02:00:00Z"), { bureau: slug });
  await acceptFeedback(by("2026-03-03"), two.id);
  await stopClock(by("2026-03-10"), two.id, QUESTION);
  expect(await resumeStopped(at("2026-04-08T02:00:00Z"))).toBe(0);
  expect(await resumeStopped(at("2026-04-09T02:00:00Z"))).toBe(1);
  expect(await dueOf(two.id)).toEqual({ due: "2026-06-01", stopped_on: null }); // 05-31 is a Sunday
  expect((await historyOf(two.id)).at(-1)).toMatchObject({
    event: "resumeClock",
    note: expect.stringContaining("30日"),
  });
  const three = await submit(at("2026-03-02T02:00:00Z"), { bureau: slug });
  await acceptFeedback(by("2026-03-03"), three.id);
  await stopClock(by("2026-03-10"), three.id, QUESTION);
  await draftReply(by("2026-03-20"), three.id, "答复如下：经核对属实。");
  await approveReply(by("2026-03-20", "乙"), three.id);
  expect((await dueOf(three.id))?.stopped_on).toBeNull();
});

test("what is handled with another stands still and runs on with it; its own author was asked nothing", async () => {
  const first = await submit(at("2026-03-02T02:00:00Z"), { bureau: slug });
  const joined = await Promise.all([1, 2].map(() => submit(at("2026-03-02T02:00:00Z"), { bureau: slug })));
  await acceptFeedback(by("2026-03-03"), first.id);
  for (const { id } of joined) {
    await acceptFeedback(by("2026-03-03"), id);
    await joinFeedback(by("2026-03-04"), id, first.id);
  }
  await stopClock(by("2026-03-10"), first.id, QUESTION);
  const [stays, parted] = joined.map(({ id }) => id) as [number, number];
  const states = () =>
    rows("SELECT id, stopped_on, waiting FROM feedback WHERE id IN (?, ?) ORDER BY id = ?", stays, parted, parted);
  expect(await states()).toEqual([
    { id: stays, stopped_on: "2026-03-10", waiting: 0 },
    { id: parted, stopped_on: "2026-03-10", waiting: 0 },
  ]);
  expect(JSON.stringify(await historyOf(stays))).not.toContain(QUESTION);
  await separateFeedback(by("2026-03-20"), parted);
  expect(await dueOf(parted)).toEqual({ due: "2026-05-11", stopped_on: null }); // 60 + 10 days
  await addSupplement(at("2026-03-30T02:00:00Z"), first.receipt, "是第三页，占比一栏。", null);
  expect([await dueOf(stays), await dueOf(first.id)]).toEqual([
    { due: "2026-05-21", stopped_on: null },
    { due: "2026-05-21", stopped_on: null },
  ]);
});

test("days on which a clock stood still are not in the statistics", async () => {
  const own = await makeReport({ anchor: "a", text: "一段。" });
  const as = (day: string, name: string) => at(`${day}T02:00:00Z`, officer(name, own.slug));
  const sent = await submit(at("2026-03-02T02:00:00Z"), { bureau: own.slug });
  await acceptFeedback(as("2026-03-03", "甲"), sent.id);
  await stopClock(as("2026-03-10", "甲"), sent.id, QUESTION);
  await addSupplement(at("2026-03-30T02:00:00Z"), sent.receipt, "是第三页，占比一栏。", null);
  await draftReply(as("2026-04-01", "甲"), sent.id, "答复如下：经核对属实。");
  await approveReply(as("2026-04-01", "乙"), sent.id);
  const { byBureau } = await readStatistics(at("2026-04-02T02:00:00Z"));
  expect(byBureau.find(({ bureau }) => bureau === own.slug)).toMatchObject({ answered: 1, medianDays: 10 }); // 30 - 20
});

test("when a year's holidays are announced, dates are counted again, with a dated line in the history", async () => {
  const sent = await submit(at("2030-11-26T02:00:00Z"), { bureau: slug, publish: true });
  await acceptFeedback(by("2030-11-27"), sent.id);
  expect((await dueOf(sent.id))?.due).toBe("2031-01-27");
  expect((await lookup(sent.receipt))["deadline"]).toContain(
    "2031年节假日安排尚未公布，只按周末和元旦、劳动节、国庆计",
  );
  const other = await submit(at("2030-11-26T02:00:00Z"), { bureau: slug });
  while ((await recountDeadlines(at("2030-12-01T02:00:00Z"))) > 0);
  expect((await historyOf(sent.id)).map(({ event }) => event)).not.toContain("recount");
  await saveCalendarYear(at("2030-12-02T02:00:00Z", admin), NOTICE);
  await runJobs(at("2030-12-02T03:00:00Z"), {});
  while ((await recountDeadlines(at("2030-12-02T03:05:00Z"))) > 0);
  expect((await dueOf(sent.id))?.due).toBe("2031-01-29");
  expect((await historyOf(sent.id)).at(-1)).toEqual({
    at: "2030-12-02T03:00:00.000Z",
    event: "recount",
    note: `2031年按“${SOURCE}”计算。答复期限由2031-01-27改为2031-01-29。`,
  });
  expect((await historyOf(other.id)).at(-1)?.note).toContain("答复期限由2031-01-27改为2031-01-29");
  const told = await lookup(sent.receipt);
  expect(told).toMatchObject({
    due: "2031-01-29",
    calendar: [
      { year: 2030, source: null },
      { year: 2031, source: SOURCE },
    ],
  });
  expect(told["deadline"]).toContain(`2031年按“${SOURCE}”计算`);
  expect(await recountDeadlines(at("2030-12-03T02:00:00Z"))).toBe(0);
});

test("who was marked late by a date that the calendar moved is not late; a date that would have passed stays", async () => {
  const sent = await submit(at("2031-08-06T02:00:00Z"), { bureau: slug });
  await acceptFeedback(by("2031-08-07"), sent.id);
  expect((await dueOf(sent.id))?.due).toBe("2031-10-06"); // 10-05 is a Sunday
  expect(await markOverdue(at("2031-10-07T02:00:00Z"))).toBeGreaterThan(0);
  const off = [...NOTICE.off, "2031-10-01", "2031-10-06", "2031-10-07"];
  await saveCalendarYear(at("2031-10-07T02:00:00Z", admin), { ...NOTICE, off });
  while ((await recountDeadlines(at("2031-10-07T03:00:00Z"))) > 0);
  const late = "SELECT due, overdue, was_overdue FROM feedback WHERE id = ?";
  expect(await rows(late, sent.id)).toEqual([{ due: "2031-10-08", overdue: 0, was_overdue: 0 }]);
  await saveCalendarYear(at("2031-10-07T04:00:00Z", admin), NOTICE);
  while ((await recountDeadlines(at("2031-10-07T05:00:00Z"))) > 0);
  expect(await rows(late, sent.id)).toEqual([{ due: "2031-10-08", overdue: 0, was_overdue: 0 }]);
  await forgetCalendarYear(at("2031-10-07T06:00:00Z", admin), 2031);
});

test("an admin enters a year in the console, from a file or by hand, and by the API; others may not", async () => {
  const cookie = await signInAs("admin");
  const file = JSON.stringify({ off: ["2032-01-01", "2032-02-11"], work: ["2032-02-14"] });
  const boundary = "----calendar";
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n${file}\r\n--${boundary}--\r\n`;
  const headers = { "Content-Type": `multipart/form-data; boundary=${boundary}` };
  const read = await (await call("/staff/calendar/read", { method: "POST", cookie, headers, body })).text();
  expect(read).toContain('value="2032"');
  expect(read).toContain("2032-01-01\n2032-02-11");
  const form = { year: "2032", source: SOURCE, off: "2032-01-01\n2032-02-11至2032-02-12", work: "2032-02-14" };
  const wrong = await call("/staff/calendar", { cookie, form: { ...form, work: "2032-02-16" } });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("2032-02-16不是周六或周日");
  expect((await call("/staff/calendar", { cookie, form })).headers.get("Location")).toBe("/staff/calendar?done=saved");
  expect(await (await call("/staff/calendar", { cookie })).text()).toContain("放假3天，调休上班1天");
  const put = (token: string, changes: object = {}) =>
    call("/api/v1/calendar/2033", {
      method: "PUT",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ source: SOURCE, off: ["2033-01-01"], work: [], ...changes }),
    });
  const token = await makeToken({ scopes: ["admin"] });
  expect((await put(await makeToken({ scopes: ["publish"] }))).status).toBe(403);
  expect((await put(token, { off: [] })).status).toBe(422);
  expect((await put(token)).status).toBe(200);
  const shown = await (await call("/api/v1/calendar")).json<{ sources: Record<string, string>; years: unknown[] }>();
  expect(shown.sources).toMatchObject({ "2032": SOURCE, "2033": SOURCE });
  const drop = { method: "DELETE", headers: { Authorization: `Bearer ${token}` } };
  expect((await call("/api/v1/calendar/2033", drop)).status).toBe(204);
  expect((await call("/api/v1/calendar/2033", drop)).status).toBe(404);
  const actions = await env.DB.prepare(
    "SELECT count(*) AS n FROM audit_log WHERE action = 'feedback.calendar_changed' AND actor = 'admin@demo.invalid'",
  ).first("n");
  expect(actions).toBe(1);
});

import { expect, test } from "vitest";
import { toCalendar } from "./calendar-file.ts";

const file = toCalendar({
  uid: "feedback-7-2026-12-31@example.cn",
  day: "2026-12-31",
  stamp: new Date("2026-12-01T02:03:04.567Z"),
  summary: "第7号意见答复到期",
  description: `自2026-12-01起60日；依据：某条例，第三十四条。${"长".repeat(60)}`,
  url: "https://example.cn/feedback/7",
});

test("a deadline is one whole day with a reminder, in lines of at most 75 bytes that join again", () => {
  expect(file).toContain("DTSTAMP:20261201T020304Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n");
  for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const whole = file.replaceAll("\r\n ", "");
  expect(whole).toContain(`DESCRIPTION:自2026-12-01起60日；依据：某条例，第三十四条。${"长".repeat(60)}\r\n`);
  expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
});

test("what has a meaning in the format is escaped", () => {
  const told = toCalendar({
    uid: "1",
    day: "2026-12-31",
    stamp: new Date(0),
    summary: "a;b,c\\d\ne",
    description: "",
    url: "",
  });
  expect(told).toContain("SUMMARY:a\\;b\\,c\\\\d\\ne");
});

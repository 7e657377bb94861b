import { expect, test } from "vitest";
import { parseCalendarFile, parseDays, requireCalendarYear } from "./calendar-file.ts";

const year = { year: 2031, source: "国务院办公厅通知", off: ["2031-01-01"], work: [] as string[] };

test("an ICS file is read: whole days, several at once, working days by their name, lines folded", () => {
  const event = (from: string, to: string, name: string) =>
    `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\nSUMMARY:${name}\r\nEND:VEVENT\r\n`;
  const text = `BEGIN:VCALENDAR\r\n${event("20310101", "20310102", "元旦 假\r\n 期")}${event("20310123", "20310126", "春节")}${event("20310119", "20310120", "春节 补班")}END:VCALENDAR\r\n`;
  expect(parseCalendarFile(text)).toEqual([
    { year: 2031, off: ["2031-01-01", "2031-01-23", "2031-01-24", "2031-01-25"], work: ["2031-01-19"] },
  ]);
});

test("JSON is read in both common forms; a year without 元旦 is left out", () => {
  const days = [
    { name: "元旦", date: "2031-01-01", isOffDay: true },
    { name: "春节", date: "2031-01-19", isOffDay: false },
    { name: "元旦", date: "2030-12-31", isOffDay: true },
  ];
  const expected = [{ year: 2031, off: ["2031-01-01"], work: ["2031-01-19"] }];
  expect(parseCalendarFile(JSON.stringify({ year: 2031, days }))).toEqual(expected);
  expect(parseCalendarFile(JSON.stringify({ off: ["2031-01-01"], work: ["2031-01-19"] }))).toEqual(expected);
});

test.each(["", "{", "[]", "null", "BEGIN:VCALENDAR", '{"days":[{"date":"2031-02-30"}]}', '{"days":7}'])(
  "a file without a year is refused in words: %s",
  (text) => expect(() => parseCalendarFile(text)).toThrow(/文件/),
);

test.each([
  [{ off: ["2031-01-02"] }, "元旦"],
  [{ off: ["2031-01-01", "2031-02-30"] }, "不是日期"],
  [{ off: ["2031-01-01", "2032-01-01"] }, "不在2031年"],
  [{ work: ["2031-01-02"] }, "不是周六或周日"],
  [{ off: ["2031-01-01", "2031-01-04"], work: ["2031-01-04"] }, "既放假又上班"],
  [{ source: "通" }, "依据"],
  [{ year: 1999 }, "年度"],
])("a year that cannot be is refused: %j", (change, words) =>
  expect(() => requireCalendarYear({ ...year, ...change })).toThrow(words),
);

test("days are typed one a line or as a range", () => {
  expect(parseDays("2031-01-01\n2031-01-23至2031-01-25，2031-02-01", "off")).toEqual([
    "2031-01-01",
    "2031-01-23",
    "2031-01-24",
    "2031-01-25",
    "2031-02-01",
  ]);
  expect(() => parseDays("一月一日", "off")).toThrow("读不懂");
  expect(() => parseDays("2031-01-05至2031-01-01", "off")).toThrow("读不懂");
});

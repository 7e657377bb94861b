import { expect, test } from "vitest";
import { beijingMinute } from "../day.ts";
import { requirePublishTime } from "./publish-time.ts";

const NOW = new Date("2026-11-21T05:00:00Z");

test.each([
  ["2026-11-21 13:01", "2026-11-21T05:01:00.000Z"],
  ["2026-12-01T09:00", "2026-12-01T01:00:00.000Z"],
  ["2026年12月1日 9：05", "2026-12-01T01:05:00.000Z"],
  ["２０２６/12/1 9:5", "2026-12-01T01:05:00.000Z"],
])("%s in Beijing", (typed, instant) => {
  expect(requirePublishTime(typed, NOW)).toBe(instant);
});

test.each([
  ["2026-11-21 13:00", "已经过去"],
  ["2020-05-01 09:00", "已经过去"],
  ["2028-05-01 09:00", "一年之内"],
  ["2027-02-30 09:00", "请填写"],
  ["2027-02-20 24:30", "请填写"],
  ["明天上午九点", "请填写"],
  ["", "请填写"],
])("%s is refused", (typed, words) => {
  expect(() => requirePublishTime(typed, NOW)).toThrow(words);
});

test("a time reads as it was typed", () => {
  expect(beijingMinute(requirePublishTime("2026-12-31 23:59", NOW))).toBe("2026-12-31 23:59");
});

import { beijingDay } from "../day.ts";
import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  calendarVersion,
  isWorkingDay,
  orNextWorkingDay,
  sourceOf,
  workingDaysBetween,
} from "./calendar.ts";
import { type ClockRules, deadline, DEFAULT_RULES, extendedDeadline, isOverdue, recounted, withStop } from "./clock.ts";

const working = (days: number): ClockRules => ({
  ...DEFAULT_RULES,
  acknowledge: { days, unit: "working", basis: "内部规定" },
});

describe("the working-day calendar", () => {
  it("knows 国庆 and its make-up days", () => {
    expect(isWorkingDay("2025-09-28")).toBe(true); // Sunday, 调休
    expect(isWorkingDay("2025-10-01")).toBe(false);
    expect(isWorkingDay("2025-10-08")).toBe(false);
    expect(isWorkingDay("2025-10-09")).toBe(true);
    expect(isWorkingDay("2025-10-11")).toBe(true); // Saturday, 调休
    expect(isWorkingDay("2025-10-12")).toBe(false);
  });

  it("knows 春节", () => {
    expect(isWorkingDay("2025-01-26")).toBe(true); // Sunday, 调休
    expect(isWorkingDay("2025-01-27")).toBe(true);
    for (const day of ["28", "29", "30", "31"]) expect(isWorkingDay(`2025-01-${day}`)).toBe(false);
    expect(isWorkingDay("2025-02-04")).toBe(false);
    expect(isWorkingDay("2025-02-08")).toBe(true); // Saturday, 调休
  });

  it("counts working days over a holiday with make-up days", () => {
    expect(addWorkingDays("2025-09-26", 3)).toBe("2025-09-30"); // 28 (调休), 29, 30
    expect(addWorkingDays("2025-09-30", 3)).toBe("2025-10-11"); // 9, 10, 11 (调休)
    expect(addWorkingDays("2025-01-27", 1)).toBe("2025-02-05");
  });

  it("says who announced the holidays of a year, and that nobody did", () => {
    expect(sourceOf(2004)).toBe("chinese-days");
    expect(sourceOf(2026)).toBe("chinese-days");
    expect(sourceOf(2031)).toBeNull();
  });

  it("moves to the next working day, by weekends and fixed holidays where others are not announced", () => {
    expect(orNextWorkingDay("2025-10-01")).toBe("2025-10-09");
    expect(orNextWorkingDay("2025-10-09")).toBe("2025-10-09");
    expect(orNextWorkingDay("2031-10-04")).toBe("2031-10-06"); // a Saturday
    expect(orNextWorkingDay("2031-10-06")).toBe("2031-10-06");
    expect(orNextWorkingDay("2031-10-01")).toBe("2031-10-06"); // 国庆, then a weekend
    expect(orNextWorkingDay("2031-01-01")).toBe("2031-01-02");
    expect(orNextWorkingDay("2031-05-01")).toBe("2031-05-05");
  });

  it("goes by a year that was entered, before the package, and counts its version up", () => {
    const off = ["2030-12-31", "2031-01-01", "2031-10-06", "2031-10-07"];
    const calendar = { version: 3, years: [{ year: 2031, source: "国务院办公厅通知", off, work: ["2031-10-11"] }] };
    expect(sourceOf(2031, calendar)).toBe("国务院办公厅通知");
    expect(orNextWorkingDay("2031-10-04", calendar)).toBe("2031-10-08");
    expect(isWorkingDay("2031-10-11", calendar)).toBe(true); // Saturday, 调休
    expect(isWorkingDay("2030-12-31", calendar)).toBe(false); // a Tuesday of the year before
    expect(workingDaysBetween("2031-10-03", "2031-10-11", calendar)).toBe(4);
    expect(calendarVersion(calendar)).toBeGreaterThan(calendarVersion({ version: 2, years: [] }));
  });

  it("takes the day in Beijing", () => {
    expect(beijingDay("2025-12-31T15:59:59Z")).toBe("2025-12-31");
    expect(beijingDay("2025-12-31T16:00:00Z")).toBe("2026-01-01");
  });
});

describe("deadlines", () => {
  it("do not count the first day", () => {
    expect(deadline(DEFAULT_RULES, "acknowledge", "2024-11-20").due).toBe("2024-12-05");
  });

  it("move from a holiday to the next working day, and say so", () => {
    const { due, explanation } = deadline(DEFAULT_RULES, "acknowledge", "2025-09-18");
    expect(due).toBe("2025-10-09");
    expect(explanation).toContain("2025-10-03是休息日，顺延到2025-10-09");
    expect(explanation).toContain("《信访工作条例》第二十三条");
  });

  it("do not move from a make-up day that falls on a Saturday", () => {
    expect(deadline(DEFAULT_RULES, "acknowledge", "2025-09-26").due).toBe("2025-10-11");
  });

  it("cross into 春节", () => {
    expect(deadline(DEFAULT_RULES, "decide", "2024-12-01").due).toBe("2025-02-05"); // 2025-01-30 is 初二
  });

  it("say which calendar was used, and move over weekends of a year that is not announced", () => {
    const { due, explanation, calendar } = deadline(DEFAULT_RULES, "decide", "2030-11-26");
    expect(due).toBe("2031-01-27"); // 01-25 is a Saturday
    expect(explanation).toContain("2031年节假日安排尚未公布，只按周末和元旦、劳动节、国庆计，公布后重新计算");
    expect(calendar).toEqual([
      { year: 2030, source: null },
      { year: 2031, source: null },
    ]);
    expect(deadline(DEFAULT_RULES, "decide", "2025-11-10").explanation).toContain(
      "2026年按国务院办公厅公布的节假日安排计算",
    );
  });

  it("are counted anew by the calendar that is known then", () => {
    const before = deadline(DEFAULT_RULES, "decide", "2030-11-26");
    const off = ["2031-01-01", "2031-01-27", "2031-01-28"];
    const calendar = { version: 1, years: [{ year: 2031, source: "国务院办公厅通知", off, work: [] }] };
    const after = recounted({ calendar }, before);
    expect(after).toMatchObject({ due: "2031-01-29", from: before.from, days: 60 });
    expect(after.explanation).toContain("2031年按“国务院办公厅通知”计算");
  });

  it("leave out the days on which they stood still, also after an extension", () => {
    const first = deadline(DEFAULT_RULES, "decide", "2025-03-03"); // 05-02 is a holiday: 05-06
    expect(first.due).toBe("2025-05-06");
    const stopped = withStop(DEFAULT_RULES, first, { from: "2025-03-10", to: "2025-03-20" });
    expect(stopped.due).toBe("2025-05-12"); // 60 + 10 days
    expect(stopped.explanation).toContain("2025-03-10至2025-03-20等提交人补充的10日不计");
    expect(extendedDeadline(DEFAULT_RULES, "2025-03-03", stopped.stops).due).toBe("2025-06-11");
    const workdays = withStop(working(15), deadline(working(15), "acknowledge", "2025-03-03"), {
      from: "2025-03-07",
      to: "2025-03-10",
    });
    expect(workdays.due).toBe("2025-03-25"); // one working day, the weekend counts for nothing
  });

  it("count working days where the rule says so", () => {
    const { due, explanation } = deadline(working(15), "acknowledge", "2025-09-22");
    expect(due).toBe("2025-10-17"); // without 10-01…08; with 09-28 and 10-11
    expect(explanation).toContain("15个工作日");
  });

  it("extend from the unmoved end of the first term", () => {
    expect(deadline(DEFAULT_RULES, "decide", "2025-08-04").due).toBe("2025-10-09"); // 10-03 moved
    expect(extendedDeadline(DEFAULT_RULES, "2025-08-04").due).toBe("2025-11-03"); // 11-02 is a Sunday
  });

  it("pass at midnight of their last day", () => {
    expect(isOverdue("2025-10-09", "2025-10-09")).toBe(false);
    expect(isOverdue("2025-10-09", "2025-10-10")).toBe(true);
    expect(isOverdue(null, "2025-10-10")).toBe(false);
  });
});

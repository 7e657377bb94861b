import { beijingDay } from "../day.ts";
import { describe, expect, it } from "vitest";
import { addWorkingDays, isWorkingDay, isYearCovered, orNextWorkingDay, uncoveredYears } from "./calendar.ts";
import { type ClockRules, deadline, DEFAULT_RULES, extendedDeadline, isOverdue } from "./clock.ts";

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

  it("says which years it does not cover", () => {
    expect(isYearCovered(2004)).toBe(true);
    expect(isYearCovered(2026)).toBe(true);
    expect(isYearCovered(2031)).toBe(false);
    expect(uncoveredYears("2026-12-01", "2026-12-31")).toEqual([]);
    expect(uncoveredYears("2030-12-01", "2031-01-31")).toEqual([2030, 2031]);
  });

  it("moves to the next working day only where holidays are known", () => {
    expect(orNextWorkingDay("2025-10-01")).toBe("2025-10-09");
    expect(orNextWorkingDay("2025-10-09")).toBe("2025-10-09");
    expect(orNextWorkingDay("2031-10-04")).toBe("2031-10-04"); // a Saturday
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

  it("say when holidays of a year are not known, and count calendar days there", () => {
    const { due, explanation } = deadline(DEFAULT_RULES, "decide", "2030-11-25");
    expect(due).toBe("2031-01-24");
    expect(explanation).toContain("2030、2031年节假日安排尚未收录，暂按自然日计");
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

import chineseDays from "chinese-days";
import { DAY_MS } from "../day.ts";

// 1.5.7 names its ES module for bundlers alone: Node, which runs the commands, has the default alone.
const { getDayDetail, isWorkday } = chineseDays;

/** A year's holidays as they were announced, entered by an admin. Days are written 2027-01-01. */
export interface CalendarYear {
  year: number;
  /** Who announced them: shown beside the dates that they moved. */
  source: string;
  /** Holidays, also such as fall on weekends. */
  off: readonly string[];
  /** Saturdays and Sundays on which offices work (调休). */
  work: readonly string[];
}

/** Entered years go before those that `chinese-days` knows; `version` grows with each change. */
export interface HolidayCalendar {
  version: number;
  years: readonly CalendarYear[];
}

export const PACKAGE_CALENDAR: HolidayCalendar = { version: 0, years: [] };
export const PACKAGE = "chinese-days";

export const addDays = (day: string, count: number) =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** 元旦, 劳动节 and 国庆 fall on the same days each year (《全国年节及纪念日放假办法》第二条, as of 2025); the moon's holidays nobody can know before. */
const FIXED = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);
/** To be raised when days are counted by another rule: open feedback is counted again. */
const RULE = 2;

const yearOf = (day: string) => Number(day.slice(0, 4));
const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());

/** Whether the package knows a year: every year's list begins with 元旦 (announced each November). */
const isInPackage = (year: number) => getDayDetail(`${year}-01-01`).name.includes("元旦");

/** Who says which days of a year are holidays; null if nobody has announced them yet. */
export const sourceOf = (year: number, { years }: HolidayCalendar = PACKAGE_CALENDAR): string | null =>
  years.find((each) => each.year === year)?.source ?? (isInPackage(year) ? PACKAGE : null);

/** A day on which offices work. If holidays are not announced, every day but Saturday, Sunday and the fixed holidays. */
export function isWorkingDay(day: string, calendar: HolidayCalendar = PACKAGE_CALENDAR): boolean {
  for (const { off, work } of calendar.years) {
    if (off.includes(day)) return false;
    if (work.includes(day)) return true;
  }
  const year = yearOf(day);
  const entered = calendar.years.some((each) => each.year === year);
  if (entered) return !isWeekend(day);
  return isInPackage(year) ? isWorkday(day) : !isWeekend(day) && !isFixed(day);
}

const isFixed = (day: string) => FIXED.has(day.slice(5));

/** The day itself or the next working day. */
export function orNextWorkingDay(day: string, calendar: HolidayCalendar = PACKAGE_CALENDAR): string {
  let next = day;
  while (!isWorkingDay(next, calendar)) next = addDays(next, 1);
  return next;
}

/** The day `count` working days after `day`, which itself is not counted. */
export function addWorkingDays(day: string, count: number, calendar: HolidayCalendar = PACKAGE_CALENDAR): string {
  let next = day;
  for (let left = count; left > 0;) {
    next = addDays(next, 1);
    if (isWorkingDay(next, calendar)) left -= 1;
  }
  return next;
}

/** Working days after `from`, up to and with `to`. */
export function workingDaysBetween(from: string, to: string, calendar: HolidayCalendar = PACKAGE_CALENDAR): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}

export interface YearUsed {
  year: number;
  /** Null: not announced yet. */
  source: string | null;
}

/** The calendar of each year from one day to another. */
export function yearsUsed(from: string, to: string, calendar: HolidayCalendar = PACKAGE_CALENDAR): YearUsed[] {
  const years: YearUsed[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) years.push({ year, source: sourceOf(year, calendar) });
  return years;
}

/** Grows when an admin enters a year, and when a release brings another rule or a package that knows another year. */
export const calendarVersion = ({ version }: HolidayCalendar): number => (version * 10_000 + lastInPackage()) * RULE;

function lastInPackage(): number {
  let year = 2026;
  while (isInPackage(year + 1)) year += 1;
  return year;
}

import { getDayDetail, isWorkday } from "chinese-days";
import { DAY_MS } from "../day.ts";

export const addDays = (day: string, count: number) =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Whether the holidays of the year are known: every year's list begins with 元旦 (announced each November). */
export const isYearCovered = (year: number) => getDayDetail(`${year}-01-01`).name.includes("元旦");

/** A day on which offices work: make-up days (调休) included, weekends and public holidays not. */
export const isWorkingDay = (day: string) => isWorkday(day);

/** The day itself or the next working day; unchanged in a year whose holidays are not known. */
export function orNextWorkingDay(day: string): string {
  let next = day;
  while (isYearCovered(yearOf(next)) && !isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

/** The day `count` working days after `day`, which itself is not counted. Weekends alone count where holidays are unknown. */
export function addWorkingDays(day: string, count: number): string {
  let next = day;
  for (let left = count; left > 0;) {
    next = addDays(next, 1);
    if (isWorkingDay(next)) left -= 1;
  }
  return next;
}

const yearOf = (day: string) => Number(day.slice(0, 4));

/** The years from one day to another whose holidays are not known. */
export function uncoveredYears(from: string, to: string): number[] {
  const years: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!isYearCovered(year)) years.push(year);
  return years;
}

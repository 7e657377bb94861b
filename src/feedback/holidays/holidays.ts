import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { requireRole } from "../../staff/permission.ts";
import { type CalendarYear, type HolidayCalendar, sourceOf } from "../calendar.ts";
import { requireCalendarYear } from "./calendar-file.ts";
import { loadClockRules } from "../settings.ts";
import { saveSetting } from "../settings-store.ts";

const MOST_YEARS = 60;

/** The source of each year around a year, and the days that were entered. For everybody. */
export async function readCalendar(
  ctx: Ctx,
): Promise<{ years: readonly CalendarYear[]; sources: Record<string, string | null> }> {
  const { calendar } = await loadClockRules(ctx);
  const now = ctx.now().getUTCFullYear();
  const around = [now - 1, now, now + 1, now + 2];
  const all = [...new Set([...calendar.years.map(({ year }) => year), ...around])].toSorted((a, b) => a - b);
  return { years: calendar.years, sources: Object.fromEntries(all.map((year) => [year, sourceOf(year, calendar)])) };
}

/**
 * Enters a year's holidays, in the place of those known before. Dates that are running are counted anew by the next scheduled
 * run. Throws `unauthorized`, `forbidden`, `invalid`.
 */
export async function saveCalendarYear(ctx: Ctx, typed: CalendarYear): Promise<CalendarYear> {
  const by = requireRole(ctx, "admin");
  const year = requireCalendarYear(typed);
  const { calendar } = await loadClockRules(ctx);
  const others = calendar.years.filter((each) => each.year !== year.year);
  if (others.length >= MOST_YEARS) throw new AppError("invalid", `最多登记${MOST_YEARS}个年度。`, "year");
  await save(ctx, by, [...others, year], calendar, { year: year.year, days: year.off.length, work: year.work.length });
  return year;
}

/** Goes back to what the package knows. Throws `not_found` if nothing was entered. */
export async function forgetCalendarYear(ctx: Ctx, year: number): Promise<void> {
  const by = requireRole(ctx, "admin");
  const { calendar } = await loadClockRules(ctx);
  const others = calendar.years.filter((each) => each.year !== year);
  if (others.length === calendar.years.length) throw new AppError("not_found", `没有登记过${year}年的日历。`, "year");
  await save(ctx, by, others, calendar, { year, days: 0, work: 0 });
}

async function save(
  ctx: Ctx,
  by: string,
  years: readonly CalendarYear[],
  before: HolidayCalendar,
  detail: Record<string, number>,
) {
  const at = ctx.now().toISOString();
  const sorted = years.toSorted((a, b) => a.year - b.year);
  const calendar: HolidayCalendar = { version: before.version + 1, years: sorted };
  await commit(ctx.db, [
    saveSetting(ctx.db, "calendar", calendar, at, by),
    bumpArchiveVersion(ctx.db),
    auditEntry(ctx.db, { at, actor: by, action: "feedback.calendar_changed", subject: "/staff/calendar", detail }),
  ]);
}

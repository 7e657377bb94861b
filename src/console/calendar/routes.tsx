import { type Context, Hono } from "hono";
import { calendarPath } from "../../console-paths.ts";
import { AppError } from "../../errors.ts";
import { parseCalendarFile, parseDays } from "../../feedback/holidays/calendar-file.ts";
import { forgetCalendarYear, readCalendar, saveCalendarYear } from "../../feedback/holidays/holidays.ts";
import { requireField, yearText } from "../../fields.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { requireRole } from "../../staff/permission.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { textField } from "../form-fields.ts";
import { calendarPage, type CalendarForm, type CalendarView } from "./calendar-page.tsx";
import { calendarWords } from "./calendar-words.ts";

export const calendarRoutes = new Hono<AppEnv>();

const FIELDS = ["year", "source", "off", "work"] as const;

calendarRoutes.get(calendarPath(), signedIn, (c) => show(c, { done: calendarWords.done[c.req.query("done") ?? ""] }));

calendarRoutes.post(calendarPath(), signedIn, async (c) => {
  requireRole(c.get("ctx"), "admin");
  const form = await sentForm(c, { once: FIELDS });
  const typed = Object.fromEntries(FIELDS.map((name) => [name, textField(form, name)])) as unknown as CalendarForm;
  try {
    const [off, work] = [parseDays(typed.off, "off"), parseDays(typed.work, "work")];
    await saveCalendarYear(c.get("ctx"), {
      year: requireField(yearText, typed.year, "year"),
      source: typed.source,
      off,
      work,
    });
  } catch (error) {
    return sentBack(c, error, typed);
  }
  return c.redirect(`${calendarPath()}?done=saved`, 303);
});

/** Puts a file's year into the form; nothing is stored. */
calendarRoutes.post(`${calendarPath()}/read`, signedIn, async (c) => {
  requireRole(c.get("ctx"), "admin");
  const file = (await sentForm(c, { once: ["file"] })).get("file");
  try {
    if (!(file instanceof File) || file.size === 0) throw new AppError("invalid", calendarWords.noFile, "file");
    const found = parseCalendarFile(await file.text());
    const { sources } = await readCalendar(c.get("ctx"));
    const wanted = found.find(({ year }) => sources[year] === null) ?? found.at(-1);
    if (!wanted) throw new AppError("invalid", calendarWords.noFile, "file");
    const form = { year: `${wanted.year}`, source: "", off: wanted.off.join("\n"), work: wanted.work.join("\n") };
    const years = found.map(({ year }) => year);
    return await show(c, { form, done: calendarWords.wasRead(years, wanted.year) });
  } catch (error) {
    return sentBack(c, error);
  }
});

calendarRoutes.post(`${calendarPath()}/forget`, signedIn, async (c) => {
  requireRole(c.get("ctx"), "admin");
  const form = await sentForm(c, { once: ["year"] });
  await forgetCalendarYear(c.get("ctx"), requireField(yearText, textField(form, "year"), "year"));
  return c.redirect(`${calendarPath()}?done=forgotten`, 303);
});

function sentBack(c: Context<AppEnv>, error: unknown, form?: CalendarForm) {
  if (!(error instanceof AppError) || error.code !== "invalid") throw error;
  const wrong = { field: error.field ?? "year", message: error.message };
  return show(c, { wrong, ...(form ? { form } : {}) });
}

async function show(c: Context<AppEnv>, extra: Pick<CalendarView, "done" | "form" | "wrong">) {
  requireRole(c.get("ctx"), "admin");
  return calendarPage(c, { ...(await readCalendar(c.get("ctx"))), ...extra });
}

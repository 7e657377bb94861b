import { AppError } from "../../errors.ts";
import { dayText } from "../../fields.ts";
import { addDays, type CalendarYear, daysBetween } from "../calendar.ts";

const LONGEST_SOURCE = 120;
const MOST_DAYS = 80;

/** A holiday at New Year may begin in the year before: its list has days of that December. */
const EARLIEST = "12-20";

/** A year as it can be stored: days sorted, each once, in the year. Throws `invalid`, with the field. */
export function requireCalendarYear({ year, source, off, work }: CalendarYear): CalendarYear {
  if (!Number.isInteger(year) || year < 2004 || year > 2100)
    throw new AppError("invalid", "年度应在2004到2100之间。", "year");
  const said = source.trim();
  if (said.length < 4 || said.length > LONGEST_SOURCE)
    throw new AppError("invalid", "请写明依据，例如“国务院办公厅关于2027年部分节假日安排的通知”。", "source");
  const [holidays, workdays] = [requireDays(year, off, "off"), requireDays(year, work, "work")];
  if (!holidays.includes(`${year}-01-01`))
    throw new AppError("invalid", `放假的日子里没有${year}-01-01（元旦），多半不全。请核对。`, "off");
  const both = workdays.find((day) => holidays.includes(day));
  if (both) throw new AppError("invalid", `${both}既放假又上班，请核对。`, "work");
  const weekday = workdays.find((day) => ![0, 6].includes(new Date(day).getUTCDay()));
  if (weekday) throw new AppError("invalid", `${weekday}不是周六或周日，本来就上班。调休上班的日子应是周末。`, "work");
  return { year, source: said, off: holidays, work: workdays };
}

function requireDays(year: number, days: readonly string[], field: "off" | "work"): string[] {
  const unreal = days.find((day) => !isDay(day));
  if (unreal !== undefined)
    throw new AppError("invalid", `“${unreal.slice(0, 20)}”不是日期，请写成 2027-01-01 的样子。`, field);
  const elsewhere = days.find((day) => day < `${year - 1}-${EARLIEST}` || day > `${year}-12-31`);
  if (elsewhere) throw new AppError("invalid", `${elsewhere}不在${year}年。`, field);
  if (days.length > MOST_DAYS) throw new AppError("invalid", `一年最多${MOST_DAYS}天，请核对。`, field);
  return [...new Set(days)].toSorted();
}

const isDay = (day: string) => dayText.safeParse(day).success;

/** Days as typed, one or a range (2027-02-05至2027-02-11) a line, a blank or a comma between. Throws `invalid`. */
export function parseDays(text: string, field: "off" | "work"): string[] {
  return text
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .flatMap((part) => {
      const [from = "", to = from, ...more] = part.split(/[至到~～]/);
      if (
        more.length > 0 ||
        !isDay(from) ||
        !isDay(to) ||
        daysBetween(from, to) < 0 ||
        daysBetween(from, to) > MOST_DAYS
      )
        throw new AppError(
          "invalid",
          `“${part.slice(0, 30)}”读不懂，请写成 2027-01-01 或 2027-02-05至2027-02-11。`,
          field,
        );
      return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addDays(from, at));
    });
}

interface Found {
  day: string;
  works: boolean;
}

/**
 * The years in an ICS or JSON file of holidays: `days` with `date` and `isOffDay`, or `off` and `work`; an event is a working day
 * if its name has 班. Throws `invalid` if there is none.
 */
export function parseCalendarFile(text: string): Omit<CalendarYear, "source">[] {
  const found = /^\s*[{[]/.test(text) ? fromJson(text) : fromIcs(text);
  const years = [...new Set(found.map(({ day }) => yearOf(day)))].toSorted((a, b) => a - b);
  const whole = years
    .map((year) => {
      const own = found.filter(({ day }) => yearOf(day) === year);
      const days = (works: boolean) =>
        [...new Set(own.filter((each) => each.works === works).map(({ day }) => day))].toSorted();
      return { year, off: days(false), work: days(true) };
    })
    .filter(({ year, off }) => off.includes(`${year}-01-01`));
  if (whole.length === 0)
    throw new AppError("invalid", "文件里没有读到一年的节假日。请用 ICS 或 JSON 文件，其中要有元旦。", "file");
  return whole;
}

/** Days late in December before a New Year's holiday belong to the year that follows only in the notice; here to their own. */
const yearOf = (day: string) => Number(day.slice(0, 4));

function fromJson(text: string): Found[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new AppError("invalid", "这不是完整的 JSON 文件。", "file");
  }
  return [parsed].flat(2).flatMap((each) => {
    const { days, off, work } = (each ?? {}) as Record<string, unknown>;
    const listed = list(days).flatMap((day) => {
      const { date, isOffDay } = (day ?? {}) as Record<string, unknown>;
      return typeof date === "string" && isDay(date) ? [{ day: date, works: isOffDay === false }] : [];
    });
    const named = (value: unknown, works: boolean) =>
      list(value).flatMap((day) => (typeof day === "string" && isDay(day) ? [{ day, works }] : []));
    return [...listed, ...named(off, false), ...named(work, true)];
  });
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 2000) : []);

/** Whole-day events of RFC 5545; a line that begins with a blank goes on from the one before. */
function fromIcs(text: string): Found[] {
  const found: Found[] = [];
  let event: Record<string, string> = {};
  for (const line of text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const cut = line.indexOf(":");
    const name = line.slice(0, cut).split(";")[0]?.toUpperCase() ?? "";
    if (line === "BEGIN:VEVENT") event = {};
    else if (line === "END:VEVENT") found.push(...daysOf(event));
    else if (cut > 0) event[name] = line.slice(cut + 1);
  }
  return found;
}

function daysOf({ DTSTART = "", DTEND = "", SUMMARY = "" }: Record<string, string>): Found[] {
  const from = toDay(DTSTART);
  if (from === null) return [];
  // The end is the day after the last.
  const count = Math.min(Math.max(1, daysBetween(from, toDay(DTEND) ?? addDays(from, 1))), MOST_DAYS);
  const works = SUMMARY.includes("班");
  return Array.from({ length: count }, (_, at) => ({ day: addDays(from, at), works }));
}

function toDay(text: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(text);
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : "";
  return isDay(day) ? day : null;
}

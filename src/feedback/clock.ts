import {
  addDays,
  addWorkingDays,
  daysBetween,
  type HolidayCalendar,
  orNextWorkingDay,
  PACKAGE,
  PACKAGE_CALENDAR,
  workingDaysBetween,
  type YearUsed,
  yearsUsed,
} from "./calendar.ts";

/** `calendar` days end on a working day; `working` days count working days only. */
export type Unit = "calendar" | "working";

/** Decision 0050. */
export interface Term {
  days: number;
  unit: Unit;
  /** The legal basis, shown beside the date. */
  basis: string;
}

export interface ClockRules {
  /** To say whether it is accepted. */
  acknowledge: Term;
  /** To answer. */
  decide: Term;
  /** Added to `decide`, once, with a reason. */
  extension: Term;
  /** In which the author may ask for a review, from the answer. */
  reopen: Term;
  /** To answer a review. */
  review: Term;
  /** By which they are counted; absent: what the package knows. */
  calendar?: HolidayCalendar;
}

/** How long a clock may stand still for its author. */
export const LONGEST_STOP_DAYS = 30;

export const TERMS = ["acknowledge", "decide", "extension", "reopen", "review"] as const;
export type TermName = (typeof TERMS)[number];

export const TERM_NAMES: Record<TermName, string> = {
  acknowledge: "告知是否受理",
  decide: "答复",
  extension: "延期",
  reopen: "申请复查",
  review: "答复复查",
};

/** 15日, 15个工作日 */
export const lengthOf = ({ days, unit }: Pick<Term, "days" | "unit">) =>
  `${days}${unit === "working" ? "个工作日" : "日"}`;

/** After 信访工作条例 (2022), which the portal takes as its measure without being a 信访 channel. */
export const DEFAULT_RULES: ClockRules = {
  acknowledge: { days: 15, unit: "calendar", basis: "参照《信访工作条例》第二十三条" },
  decide: { days: 60, unit: "calendar", basis: "参照《信访工作条例》第三十四条" },
  extension: { days: 30, unit: "calendar", basis: "参照《信访工作条例》第三十四条" },
  reopen: { days: 30, unit: "calendar", basis: "参照《信访工作条例》第三十五条" },
  review: { days: 30, unit: "calendar", basis: "参照《信访工作条例》第三十五条" },
};

/** A deadline (Beijing day, until midnight) and the sentence that shows how it was computed. */
export interface Deadline {
  term: TermName;
  due: string;
  /** The day before the first that counts. */
  from: string;
  days: number;
  unit: Unit;
  basis: string;
  explanation: string;
  /** Whose holidays were counted with; absent if it was computed before this was kept. */
  calendar?: YearUsed[];
  /** Days on which it stood still. */
  stops?: Stop[];
}

/** A clock stood still from the day on which its author was asked to the day of the answer: the days after the first do not count. */
export interface Stop {
  from: string;
  to: string;
}

const LAST_DAY_RULE = "最后一日逢休息日顺延（《民法典》第二百零三条）";

type Counted = Pick<Deadline, "term" | "from" | "days" | "unit" | "basis" | "stops">;

/** The deadline of a term that starts on `from`; the first day is not counted (《民法典》第二百零一条). */
export const deadline = (rules: ClockRules, term: TermName, from: string): Deadline =>
  recounted(rules, { term, from, ...rules[term] });

/** The deadline for an answer after its one extension, counted on from the term before its last day was moved. */
export function extendedDeadline({ decide, extension, calendar }: ClockRules, from: string, stops?: Stop[]): Deadline {
  const days = decide.days + extension.days;
  const counted: Counted = { term: "extension", from, days, unit: decide.unit, basis: extension.basis };
  return recounted({ calendar }, stops ? { ...counted, stops } : counted);
}

/** The same deadline with a time in which it stood still. */
export const withStop = (rules: ClockRules, of: Deadline, stop: Stop): Deadline =>
  recounted(rules, { ...of, stops: [...(of.stops ?? []), stop] });

/** A deadline counted anew by the calendar of today; its term, its start and its stops stay. */
export function recounted(
  { calendar = PACKAGE_CALENDAR }: { calendar?: HolidayCalendar | undefined },
  { term, from, days, unit, basis, stops }: Counted,
): Deadline {
  const working = unit === "working";
  const still = (stops ?? []).map((stop) => ({ ...stop, days: daysOf(stop, working, calendar) }));
  const whole = days + still.reduce((sum, stop) => sum + stop.days, 0);
  const last = working ? addWorkingDays(from, whole, calendar) : addDays(from, whole);
  const due = working ? last : orNextWorkingDay(last, calendar);
  const used = yearsUsed(from, due, calendar);
  const explanation = [
    `自${from}的次日起${lengthOf({ days, unit })}`,
    ...still.map((stop) => `，${stop.from}至${stop.to}等提交人补充的${lengthOf({ days: stop.days, unit })}不计`),
    due === last ? "" : `，${last}是休息日，顺延到${due}`,
    `；${used.map(usedWords).join("；")}`,
    `。${basis}${working ? "" : `；${LAST_DAY_RULE}`}。`,
  ].join("");
  return { term, from, days, unit, basis, due, explanation, calendar: used, ...(stops ? { stops } : {}) };
}

const daysOf = ({ from, to }: Stop, working: boolean, calendar: HolidayCalendar) =>
  working ? workingDaysBetween(from, to, calendar) : daysBetween(from, to);

/** 2026年按国务院办公厅公布的节假日安排计算 */
export const usedWords = ({ year, source }: YearUsed) => {
  if (source === null) return `${year}年节假日安排尚未公布，只按周末和元旦、劳动节、国庆计，公布后重新计算`;
  return source === PACKAGE ? `${year}年按国务院办公厅公布的节假日安排计算` : `${year}年按“${source}”计算`;
};

/** Whether the day is past the deadline, if one runs. */
export const isOverdue = (due: string | null, today: string) => due !== null && today > due;

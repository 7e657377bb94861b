import { addDays, addWorkingDays, orNextWorkingDay, uncoveredYears } from "./calendar.ts";

/** `calendar` days end on a working day; `working` days count working days only. */
export type Unit = "calendar" | "working";

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
}

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
}

const LAST_DAY_RULE = "最后一日逢休息日顺延（《民法典》第二百零三条）";

/** The deadline of a term that starts on `from`; the first day is not counted (《民法典》第二百零一条). */
export function deadline(rules: ClockRules, term: TermName, from: string): Deadline {
  const { days, unit, basis } = rules[term];
  return finish({ term, from, days, unit, basis }, add(from, rules[term]));
}

/** The deadline for an answer after its one extension, counted on from the term before its last day was moved. */
export function extendedDeadline(rules: ClockRules, from: string): Deadline {
  const { decide, extension } = rules;
  const days = decide.days + extension.days;
  const last = add(add(from, decide), { ...extension, unit: decide.unit });
  return finish({ term: "extension", from, days, unit: decide.unit, basis: extension.basis }, last);
}

const add = (from: string, { days, unit }: Term) =>
  unit === "working" ? addWorkingDays(from, days) : addDays(from, days);

function finish(counted: Omit<Deadline, "due" | "explanation">, last: string): Deadline {
  const { from, unit, basis } = counted;
  const working = unit === "working";
  const due = working ? last : orNextWorkingDay(last);
  const moved = due === last ? "" : `，${last}是休息日，顺延到${due}`;
  const unknown = uncoveredYears(from, due);
  const missing = working ? "只除周末" : "暂按自然日计";
  const caveat = unknown.length === 0 ? "" : `；${unknown.join("、")}年节假日安排尚未收录，${missing}`;
  const rule = working ? "" : `；${LAST_DAY_RULE}`;
  const explanation = `自${from}的次日起${lengthOf(counted)}${moved}${caveat}。${basis}${rule}。`;
  return { ...counted, due, explanation };
}

/** Whether the day is past the deadline, where one runs. */
export const isOverdue = (due: string | null, today: string) => due !== null && today > due;

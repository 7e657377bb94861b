import type { Section } from "../../reports/report.ts";

/** Why a figure that names an indicator is no value of the report's own year. */
export const EXCLUSION_REASONS = [
  "target",
  "cumulative",
  "part",
  "per-unit",
  "period",
  "ambiguous",
  "differs",
  /** An editor took it out: see its note. */
  "editor",
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

export interface Circumstances {
  /** The year that the figure speaks of. */
  year: number;
  leftOut: ExclusionReason | null;
}

const FORWARD_SECTIONS = new Set([
  "outlook",
  "expected-performance",
  "economic-benefit",
  "social-benefit",
  "environmental-benefit",
  "prospects",
  "staff-prospects",
  "partner-prospects",
]);
const FORWARD_TITLE = /展望|目标|计划|打算|预期|明年|下一?年|努力方向|工作安排/u;
const TARGET = /目标|力争|预计|预期|计划|原定|不低于|不少于|不超过|控制在|确保|争取|明年|下一?年|将达|要求|规定/u;
const SINCE =
  /自[^，。；]{0,16}(?:以来|起)|至今|历年|历次|近[二三四五六七八九十两\d]+年|[两三四五六七八九十]年(?:来|间|共|累计)|“?十[二三四五]五”?期间/u;
const WHOLE_YEAR = /(?:全年|本年|当年|年内|年度|年)\s*(?:共|已)?\s*累计/u;
const PART_OF_YEAR =
  /[一二三四1-4]季度|[上下]半年|\d{1,2}\s?[-—－~～至]\s?\d{1,2}\s?月|(?<!\d)\d{1,2}\s?月(?!\d*[日底末])|当月|当日|当天|一个月|每月|高峰期/u;
const PER_UNIT = /每|人均|户均|平均|日均|月均/u;
const SPAN = /(?:19|20)\d\d\s?年?\s?[-—－~～至到]\s?(?:19|20)?\d\d\s?年/u;
const YEAR =
  /(?<lead>较|比|同比|与|自|从|由)?\s?(?:(?<named>(?:19|20)\d\d)\s?年|(?<last>上年|去年|上一年|上年度)|(?<before>前年))/gu;
const UP_TO = /截[至止]?(?:(?:19|20)\d\d年)?\d{1,2}\s?月(?:\d{1,2}\s?日)?(?:年?[末底])?/u;

const isForward = ({ standard, title }: Pick<Section, "standard" | "title">) =>
  FORWARD_SECTIONS.has(standard ?? "") || FORWARD_TITLE.test(title);

interface Statement {
  section: Pick<Section, "standard" | "title">;
  /** The words before the figure in its clause, or the heads of its row and column. */
  label: string;
  /** The sentence up to the figure. */
  sentence: string;
  /** True if the indicator is a part itself (of all staff, say): 其中 is then no reason. */
  mayBePart: boolean;
  /** True if the indicator is a mean or a rate itself. */
  mayBeMean: boolean;
}

/** When and of what a figure speaks, by the words before it. `reportYear` is the year of the report. */
export function circumstancesOf(statement: Statement, reportYear: number): Circumstances {
  const label = statement.label.replace(UP_TO, "");
  const year = yearOf(label, reportYear) ?? yearOf(statement.sentence.replace(UP_TO, ""), reportYear) ?? reportYear;
  return { year, leftOut: reasonOf(statement, label, year, reportYear) };
}

function reasonOf(statement: Statement, label: string, year: number, reportYear: number): ExclusionReason | null {
  if (year > reportYear || isForward(statement.section) || TARGET.test(label)) return "target";
  if (SPAN.test(statement.sentence) || SINCE.test(label)) return "cumulative";
  if (/累计/u.test(label) && !WHOLE_YEAR.test(label)) return "cumulative";
  if (PART_OF_YEAR.test(label)) return "period";
  if (PER_UNIT.test(label) && !statement.mayBeMean) return "per-unit";
  if (/其中/u.test(label) && !statement.mayBePart) return "part";
  return null;
}

/** The last year that the words name and do not compare with; undefined if they name none. */
function yearOf(words: string, reportYear: number): number | undefined {
  let found: number | undefined;
  for (const { groups } of words.matchAll(YEAR)) {
    if (groups?.["lead"]) continue;
    const named = groups?.["named"];
    found = named ? Number(named) : groups?.["last"] ? reportYear - 1 : reportYear - 2;
  }
  return found;
}

const SENTENCE_END = /[。；;！!？?\n]/u;
const WINDOW = 120;

/** The words before `start` in its sentence. */
export function sentenceBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - WINDOW), start);
  return before.split(SENTENCE_END).at(-1) ?? "";
}

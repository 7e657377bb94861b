import type { ExclusionReason } from "./exclusion.ts";
import type { Section } from "../../reports/report.ts";
import { isOwnYear, PART_OF_YEAR, SINCE, SPAN, statedYear, withoutYearEnd } from "./time-words.ts";
import { OWN_BODY, type Scene } from "./scene.ts";

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
const TARGET = /目标|力争|预计|预期|计划|预算|原定|不低于|不少于|不超过|控制在|确保|争取|明年|下一?年|将达|要求|规定/u;
const WHOLE_YEAR = /(?:全年|本年|当年|年内|年度|年)\s*(?:共|已)?\s*累计/u;
const PER_UNIT = /每|人均|户均|平均|日均|月均|年均/u;
const PART = /其中\s*[，,：:]?\s*$/u;

const isForward = ({ standard, title }: Pick<Section, "standard" | "title">) =>
  FORWARD_SECTIONS.has(standard ?? "") || FORWARD_TITLE.test(title);

interface StatedFigure {
  section: Pick<Section, "standard" | "title">;
  /** Its section, or one above it, tells of the future. */
  outlook: boolean;
  /** The words before the figure in its clause, or the heads of its row and column. */
  label: string;
  /** The words right before the clause. */
  lead: string;
  /** What the clauses before it, the section's titles or the table's caption say. */
  scene: Scene;
  /** True if the indicator is a part itself (of all staff, say): 其中 is then no reason. */
  mayBePart: boolean;
  /** True if the indicator is a mean or a rate itself. */
  mayBeMean: boolean;
  /** True if the indicator counts what there is at a time, not what happens in a year. */
  isStock: boolean;
  /** True if it happens on some day of the year. */
  isEvent: boolean;
  /** True if it is a change from the year before, and from nothing else. */
  isChange: boolean;
}

/** When and of what a figure speaks, by the words before it. `reportYear` is the year of the report. */
export function circumstancesOf(statement: StatedFigure, reportYear: number): Circumstances {
  const label = withoutYearEnd(statement.label);
  const stated = statedYear(label, reportYear);
  const isOwn = stated === undefined && isOwnYear(label, reportYear);
  const scene = stated === undefined && !isOwn ? statement.scene : null;
  const year = stated ?? scene?.year ?? reportYear;
  return { year, leftOut: reasonOf(statement, label, year, reportYear) ?? reasonIn(scene, statement) };
}

function reasonOf(statement: StatedFigure, label: string, year: number, reportYear: number): ExclusionReason | null {
  if (year > reportYear || statement.outlook || isForward(statement.section) || TARGET.test(label)) return "target";
  if (SPAN.test(label) || SINCE.test(label)) return "cumulative";
  if (/累计/u.test(label) && !WHOLE_YEAR.test(label)) return "cumulative";
  if (PART_OF_YEAR.test(label)) return "period";
  if (statement.isChange && isOtherChange(label, year)) return "ambiguous";
  if (PER_UNIT.test(label) && !statement.mayBeMean) return "per-unit";
  if ((/其中/u.test(label) || PART.test(statement.lead)) && !statement.mayBePart) return "part";
  return null;
}

/** From another year than the one before, from an aim, from others. */
function isOtherChange(label: string, year: number): boolean {
  const from = [...label.matchAll(/[较比]\s?((?:19|20)\d\d)\s?年/gu)].at(-1)?.[1];
  return OTHER_CHANGE.test(label) || (from !== undefined && Number(from) !== year - 1);
}

const OTHER_CHANGE =
  /环比|[较比](?:年初|计划|预算|目标|考核|上限|全[国市省区]|同行|行业|疫情|前年|上月|上季|历史)|累计增|年均增|两年|[三五]年/u;

/** How many there are is not counted over a time. */
function reasonIn(scene: Scene | null, { isStock, isEvent, label }: StatedFigure): ExclusionReason | null {
  const reason = scene?.reason ?? null;
  if (reason === "other-body" && OWN_BODY.test(label)) return null;
  if (reason === "part" && /共计|合计|总计|共/u.test(label)) return null;
  if (isEvent && (reason === "period" || reason === "part")) return null;
  return isStock && (reason === "cumulative" || reason === "period" || reason === "part") ? null : reason;
}

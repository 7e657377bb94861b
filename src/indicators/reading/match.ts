import type { Figure } from "../../figures/figure.ts";
import { subjectOf } from "../../figures/reading/label.ts";
import { unitKind } from "../../figures/reading/units.ts";
import { ANY } from "./section-family.ts";
import { type Indicator, type IndicatorMatch, INDICATORS } from "../indicator.ts";

type Stated = Pick<Figure, "label" | "noun" | "unit" | "role" | "table">;

/** When and how a figure is meant, before the words that say what it counts; `circumstancesOf` judges it. */
const CIRCUMSTANCES =
  /^(?:(?:到|至|自|从)?(?:19|20)\d\d\s?年(?:度|以来|起|底|末|内)?|上年度?|去年|上一年|前年|[上下]半年|第?[一二三四]季度|\d{1,2}\s?月份?|力争|预计|计划|目标|确保|争取|累计|每人|本年|今年|，)+/u;
const UNIT_IN_BRACKETS = /[（(][^（()）]{0,12}[)）]/gu;
const COLUMN_YEAR =
  /(?:(?:19|20)\d\d\s?年度?|(?<=^|\s)(?:19|20)\d\d(?=\s|$)|上年度?|去年|本年度?|数量|数值?|(?:指标|完成|实际|目标|计划)值|实际|实绩|目标|计划|同期)/gu;
const TRAILING_YEAR = /(?:(?:19|20)\d\d\s?年度?|上年度?|去年|今年|本年度?)(?:同期|全年|末|底)?$/u;

/** 由16.8%降到, 提升至: what follows is the value that was reached. */
const REACHED =
  /(?:[由从](?:(?:19|20)\d\d年|上年|去年)?的?[\d.,%％万亿千百]{1,12}[\p{Script=Han}]{0,4}?)?(?:进一步|大幅|逐步|稳步)?(?:增加|增长|提高|提升|上升|扩大|下降|降低|减少|缩短|压降|升|增|降|减)(?:至|到|为)$/u;

const CHANGE_OF = /(?:同比|环比|较上年|比上年|较去年|比去年)?$/u;

/** Words that may follow a number and add nothing to what it counts. */
const EMPTY_NOUN = /^(?:以上|左右|上下|多|余|二氧化碳当量|二氧化碳|标准煤|(?:用于|支援|支持|帮助|资助|慰问).*)?$/u;

const bySubject = new Map<string, Set<Indicator>>();
const others: { indicator: Indicator; rule: IndicatorMatch }[] = [];
for (const indicator of INDICATORS)
  for (const rule of indicator.match) {
    for (const words of rule.is ?? []) bySubject.set(words, (bySubject.get(words) ?? new Set()).add(indicator));
    if (rule.ends ?? rule.noun) others.push({ indicator, rule });
  }

/** Whether the unit is of the indicator's family. */
export const takesUnit = (indicator: Indicator, unit: string) => Object.hasOwn(indicator.units, unitKind(unit));

function takesRole({ kind }: Indicator, { role, unit }: Stated): boolean {
  if (kind === "change") return unit === "%" && (role === "rise" || role === "fall");
  if (kind !== "amount") return role === "share" || role === "level";
  return role === "level";
}

/**
 * Every indicator that the words of a figure name, in its section and the standard sections around it (`families`); `before` are
 * the words before it in its sentence. If they name more than one, the figure belongs to none.
 * Decision 0160.
 */
export function indicatorsOf(figure: Stated, families: ReadonlySet<string>, before = ""): Indicator[] {
  const subject = subjectIn(figure);
  const fits = (indicator: Indicator) =>
    takesUnit(indicator, figure.unit) &&
    takesRole(indicator, figure) &&
    !(indicator.forbid ?? []).some((word) => figure.label.includes(word)) &&
    !(indicator.before ?? []).some((word) => before.includes(word));
  const found = new Set<Indicator>();
  if (EMPTY_NOUN.test(figure.noun)) {
    for (const indicator of bySubject.get(subject) ?? [])
      if (fits(indicator) && namedHere(indicator, subject, figure.label, families)) found.add(indicator);
    for (const { indicator, rule } of others)
      if (rule.ends?.some((words) => subject.endsWith(words)) && fits(indicator)) found.add(indicator);
  }
  if (subject === "" || subject === "组织员工")
    for (const { indicator, rule } of others)
      if (rule.noun?.includes(figure.noun) && fits(indicator)) found.add(indicator);
  return [...found];
}

/** In a table, the heads of row and column together, without year and unit. */
export function subjectIn({ label, table }: Pick<Stated, "label" | "table">): string {
  const plain = table
    ? label.replace(UNIT_IN_BRACKETS, "").replace(COLUMN_YEAR, "")
    : label.replace(/\s+/gu, "").replace(CIRCUMSTANCES, "");
  const subject = subjectOf(plain).replace(CHANGE_OF, "");
  return table ? subject : subjectOf(subject.replace(REACHED, "").replace(TRAILING_YEAR, ""));
}

const namedHere = (indicator: Indicator, subject: string, label: string, families: ReadonlySet<string>) =>
  indicator.match.some(
    ({ is, in: within, said }) =>
      is?.includes(subject) &&
      (within === undefined || families.has(ANY) || within.some((each) => families.has(each))) &&
      (said === undefined || said.some((words) => label.includes(words))),
  );

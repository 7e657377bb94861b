import { foldText } from "../search/text/fold.ts";
import { type Indicator, INDICATORS } from "./indicator.ts";

/** Words that people add to an indicator when they ask for its value; a question with one of them asks for a number. */
const ASKING = /(?:有多少|是多少|多少|几何|历年|变化|趋势|对比|情况|统计)+$/u;
const MEASURE = /(?:人数|人次|次数|件数|数量|总数|总量|时长|金额|总额|占比|比例|数|量|额|率|度)$/u;
const LEAD = /^(?:全年|全局|在岗|注册|年度|历年|的)+/u;
const FEWEST = 2;
const MOST_NAMED = 3;

const plain = (words: string) => foldText(words).replace(/\s+/gu, "");
const stem = (words: string) => words.replace(LEAD, "").replace(MEASURE, "");

const byName = new Map<string, Indicator>();
const byStem = new Map<string, Set<Indicator>>();
for (const indicator of INDICATORS) {
  const name = plain(indicator.name);
  byName.set(name, indicator);
  for (const words of [name, ...indicator.match.flatMap(({ is = [] }) => is.map(plain))]) {
    const key = stem(words);
    if (key.length >= FEWEST) byStem.set(key, (byStem.get(key) ?? new Set()).add(indicator));
  }
}

/**
 * The indicators that a question names, at most three: by a whole name, or by its subject with a word that asks for a number
 * (志愿者人数, 投诉量是多少). A subject alone (志愿服务) asks for text and names none.
 */
export function indicatorsNamed(question: string): Indicator[] {
  const asked = plain(question).replace(/[?？。!！]+$/u, "");
  const words = asked.replace(ASKING, "").replace(/的$/u, "");
  const whole = byName.get(words);
  if (whole) return [whole];
  const measured = MEASURE.exec(words)?.[0];
  if (measured === undefined && words === asked) return [];
  const found = [...(byStem.get(stem(words)) ?? [])];
  const alike = found.filter(
    ({ name, unit }) => measured !== undefined && (name.endsWith(measured) || fits(measured, unit)),
  );
  return (alike.length > 0 ? alike : found).slice(0, MOST_NAMED);
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  人数: ["人"],
  人次: ["人次"],
  时长: ["小时"],
  金额: ["元"],
  占比: ["%"],
  比例: ["%"],
};

const fits = (measure: string, unit: string) => UNITS[measure]?.includes(unit) ?? false;

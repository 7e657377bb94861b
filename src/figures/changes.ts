import { amount, doubt, plain, quote } from "./doubt.ts";
import type { FigureParagraph } from "./extract.ts";
import type { Doubt, Quotation } from "./figure.ts";
import { subjectOf } from "./label.ts";
import { unspaced } from "./printed-text.ts";
import { type Exact, isChange, isExact, rounded, sameUnit } from "./exact.ts";
import { between, type FigureSentence, sentencesOf } from "./sentences.ts";
import { checkTableChanges, comparedAmounts } from "./table-changes.ts";

/** A change that is stated beside the two amounts it is between. */
export function checkChanges(paragraphs: readonly FigureParagraph[]): Doubt[] {
  const compared = paragraphs.flatMap(comparedAmounts);
  return paragraphs.flatMap((paragraph) => [
    ...(paragraph.grid ? checkTableChanges(paragraph, paragraph.grid) : []),
    ...sentencesOf(paragraph).flatMap((sentence) => [
      ...sentence.figures.flatMap((_, at) => checkSentence(sentence, at) ?? []),
      ...sentence.figures.flatMap((_, at) => checkAgainstTable(sentence, at, compared) ?? []),
    ]),
  ]);
}

const TO = /^(?:[，,]?\s*)(?:增加|提升|提高|上升|增长|升|增|扩大|下降|减少|降低|降|缩短|减|压降)(?:到|至|为)\s*$/u;
const FROM = /(?:由|从)[^由从]{0,20}$/u;
const BEFORE = /^\s*[（(]\s*(?:上年|去年|上一年|20\d\d\s*年)(?:度|同期)?(?:为|是)?\s*$/u;
/** 由 163 件降到 22 件，下降 86.5%; 4.6 小时（2022 年 5.4 小时），下降 14.8%. */
function checkSentence({ figures, paragraph }: FigureSentence, at: number): Doubt | null {
  const [first, second, change] = figures.slice(at, at + 3);
  if (!isExact(first) || !isExact(second) || !isExact(change) || !sameUnit(first, second)) return null;
  if (!isChange(change)) return null;
  if (subjectOf(change.label) !== "" || !/^\s*[）)]?\s*[，,（(]/u.test(between(paragraph, second, change))) return null;
  const gap = between(paragraph, first, second);
  const basis = quote(paragraph.text, first, second);
  if (TO.test(gap) && FROM.test(first.label)) return compare(first, second, change, paragraph, basis);
  return BEFORE.test(gap) ? compare(second, first, change, paragraph, basis) : null;
}

/** 投诉 2,515 件，同比下降 15.6%, where a table gives the amounts of both years. */
function checkAgainstTable(
  { figures, paragraph }: FigureSentence,
  at: number,
  compared: ReturnType<typeof comparedAmounts>,
) {
  const [now, change] = figures.slice(at, at + 2);
  if (!isExact(now) || !isExact(change) || change.unit !== "%" || now.unit === "%") return null;
  if (
    !isChange(change) ||
    !/^\s*[，,（(]\s*(?:同比|比上年|较上年|比去年|较去年)/u.test(between(paragraph, now, change))
  )
    return null;
  const subject = unspaced(now.label);
  const row = compared.find(
    ({ head, after }) =>
      after.value === now.value && sameUnit(after, now) && head.length >= 2 && subject.includes(head),
  );
  return row ? compare(row.before, now, change, paragraph, quote(row.paragraph.text, row.before)) : null;
}

/** `basis` quotes where the amounts stand. */
function compare(
  before: Exact,
  after: Exact,
  change: Exact,
  paragraph: FigureParagraph,
  basis: Quotation,
): Doubt | null {
  const sign = change.role === "fall" ? -1 : 1;
  const difference = rounded(after.value - before.value);
  const relative = change.unit === "%" && before.unit !== "%";
  if (change.unit === "%" && !relative) return null;
  if (!relative && change.unit !== before.unit && !(before.unit === "%" && change.unit.endsWith("百分点"))) return null;
  if (before.value === 0) return null;
  const expected = relative ? (difference / before.value) * 100 : difference;
  const slack = relative
    ? change.step + rounding(before, after)
    : change.step / 2 + roundingOf(before) + roundingOf(after);
  if (Math.abs(expected - sign * change.value) <= slack * 1.001) return null;
  const shown = relative ? `${plain(Math.abs(expected), 2)}%` : amount(Math.abs(expected), change);
  const word = expected < 0 ? "下降" : "上升";
  return doubt(
    "change",
    [basis, quote(paragraph.text, change)],
    relative
      ? `(${plain(after.value)} − ${plain(before.value)}) ÷ ${plain(before.value)} = ${expected < 0 ? "−" : ""}${shown}`
      : `${plain(after.value)} − ${plain(before.value)} = ${plain(difference)}`,
    `前后两个数是${amount(before.value, before)}和${amount(after.value, after)}，算得${word}${shown}，报告写的是${change.role === "fall" ? "下降" : "上升"}${unspaced(change.text)}，请核对。`,
  );
}

/** A count is exact; what is measured may be off by half a unit of its last digit. */
const roundingOf = ({ step, unit }: Exact) => (step === 1 && unit !== "%" ? 0 : step / 2);

/** How far the rounding of the two amounts moves a percentage. */
const rounding = (before: Exact, after: Exact) =>
  ((roundingOf(after) + (roundingOf(before) * after.value) / before.value) / before.value) * 100;

import { amount, doubt, plain, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt, FigureQuotation } from "../figure.ts";
import { subjectOf } from "../reading/label.ts";
import { unspaced } from "../reading/printed-text.ts";
import { type ExactValue, isChange, isExact, rounded, sameUnit } from "../reading/exact.ts";
import { between, type FigureSentence, sentencesOf } from "../reading/sentences.ts";
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
  if (!isExact(first) || !isExact(second) || !sameUnit(first, second)) return null;
  if (!isExact(change) || !isChange(change)) return null;
  if (subjectOf(change.label) !== "" || !/^\s*[）)]?\s*[，,（(]/u.test(between(paragraph, second, change))) return null;
  const gap = between(paragraph, first, second);
  const basis = quote(paragraph.text, first, second);
  if (TO.test(gap) && FROM.test(first.label))
    return compare({ before: first, after: second, change }, paragraph.text, basis);
  return BEFORE.test(gap) ? compare({ before: second, after: first, change }, paragraph.text, basis) : null;
}

const SINCE_LAST_YEAR = /^\s*[，,（(]\s*(?:同比|比上年|较上年|比去年|较去年)/u;

/** 投诉 2,515 件，同比下降 15.6%, if a table gives the amounts of both years. */
function checkAgainstTable(
  { figures, paragraph }: FigureSentence,
  at: number,
  compared: ReturnType<typeof comparedAmounts>,
) {
  const [now, change] = figures.slice(at, at + 2);
  if (!isExact(now) || !isExact(change) || change.unit !== "%" || now.unit === "%") return null;
  if (!isChange(change) || !SINCE_LAST_YEAR.test(between(paragraph, now, change))) return null;
  const subject = unspaced(now.label);
  const row = compared.find(
    ({ head, after }) =>
      after.value === now.value && sameUnit(after, now) && head.length >= 2 && subject.includes(head),
  );
  if (!row) return null;
  return compare({ before: row.before, after: now, change }, paragraph.text, quote(row.paragraph.text, row.before));
}

interface Stated {
  before: ExactValue;
  after: ExactValue;
  change: ExactValue;
}

interface Reckoned {
  expected: number;
  /** How far the change may be from it for being rounded. */
  slack: number;
  shown: string;
  computed: string;
}

/** `basis` quotes the amounts, `text` is the paragraph of the change. */
function compare(stated: Stated, text: string, basis: FigureQuotation): Doubt | null {
  const { before, after, change } = stated;
  const reckoned = before.value === 0 ? null : reckon(stated);
  if (!reckoned) return null;
  const { expected, slack, shown, computed } = reckoned;
  const value = change.role === "fall" ? -change.value : change.value;
  if (Math.abs(expected - value) <= slack * 1.001) return null;
  return doubt(
    "change",
    [basis, quote(text, change)],
    computed,
    `前后两个数是${amount(before.value, before)}和${amount(after.value, after)}，算得${expected < 0 ? "下降" : "上升"}${shown}，报告写的是${change.role === "fall" ? "下降" : "上升"}${unspaced(change.text)}，请核对。`,
  );
}

/** Null if the units do not tell how the change was reckoned. */
function reckon(stated: Stated): Reckoned | null {
  const [unit, of] = [stated.change.unit, stated.before.unit];
  if (unit === "%") return of === "%" ? null : inPercent(stated);
  return unit === of || (of === "%" && unit.endsWith("百分点")) ? inUnits(stated) : null;
}

function inPercent({ before, after, change }: Stated): Reckoned {
  const expected = (rounded(after.value - before.value) / before.value) * 100;
  const shown = `${plain(Math.abs(expected), 2)}%`;
  const computed = `(${plain(after.value)} − ${plain(before.value)}) ÷ ${plain(before.value)} = ${expected < 0 ? "−" : ""}${shown}`;
  return { expected, slack: change.step + rounding(before, after), shown, computed };
}

function inUnits({ before, after, change }: Stated): Reckoned {
  const expected = rounded(after.value - before.value);
  return {
    expected,
    slack: change.step / 2 + roundingOf(before) + roundingOf(after),
    shown: amount(Math.abs(expected), change),
    computed: `${plain(after.value)} − ${plain(before.value)} = ${plain(expected)}`,
  };
}

/** A count is exact; a measured value may be off by half a unit of its last digit. */
const roundingOf = ({ step, unit }: ExactValue) => (step === 1 && unit !== "%" ? 0 : step / 2);

/** How far the rounding of the two amounts moves a percentage. */
const rounding = (before: ExactValue, after: ExactValue) =>
  ((roundingOf(after) + (roundingOf(before) * after.value) / before.value) / before.value) * 100;

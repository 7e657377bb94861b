import { amount, doubt, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt, Figure } from "../figure.ts";
import { isParallel, isWholeDivision } from "../reading/parts.ts";
import { type ExactValue, isExact, sameUnit, sumOf } from "../reading/exact.ts";
import { between, type FigureSentence, sentencesOf } from "../reading/sentences.ts";
import { checkTableSums } from "./table-sums.ts";

/** Parts that do not make the total they are stated with. */
export const checkSums = (paragraphs: readonly FigureParagraph[]): Doubt[] =>
  paragraphs.flatMap((paragraph) =>
    paragraph.grid
      ? checkTableSums(paragraph, paragraph.grid)
      : sentencesOf(paragraph).flatMap((sentence) => [...checkParts(sentence), ...checkTotalAfter(sentence)]),
  );

const ASIDE = /^(?:占|同比|环比|比上年|较上年|增|减|下降|上升)/u;
const PARTS_FOLLOW = /^\s*(?:[，,（(：:]\s*)?(?:其中|分别为|分别是|包括|包含|分为)/u;

/** 402 人，其中男 318 人、女 86 人. */
function checkParts({ figures, paragraph }: FigureSentence): Doubt[] {
  return figures.flatMap((total, at) => {
    if (!isExact(total) || total.unit === "%" || total.role !== "level") return [];
    if (!PARTS_FOLLOW.test(paragraph.text.slice(total.end))) return [];
    const parts = partsAfter(total, figures.slice(at + 1), paragraph);
    const sum = sumOf(parts);
    if (parts.length < 2 || fits(sum, total, parts)) return [];
    const labels = parts.map(({ label }) => label);
    const division = isWholeDivision(labels, paragraph.text.slice(total.end, parts[0]?.start));
    const near = sum > total.value * 0.8 && sum < total.value * 1.2;
    const over = sum > total.value && sum <= total.value + Math.max(1, total.value * 0.05);
    return near && (division || (over && isParallel(labels))) ? [sumDoubt(paragraph, total, parts, sum)] : [];
  });
}

function partsAfter(total: ExactValue, following: readonly Figure[], paragraph: FigureParagraph): ExactValue[] {
  const parts: ExactValue[] = [];
  let last: Figure = total;
  for (const figure of following) {
    const gap = between(paragraph, last, figure);
    if (gap.length > 30 || /(?:此外|另有|另外|同时|总计|合计)/u.test(gap)) break;
    if (figure.unit === "%" || ASIDE.test(figure.label)) {
      last = figure;
      continue;
    }
    if (!isExact(figure) || !sameUnit(figure, total) || figure.role !== "level") return [];
    parts.push(figure);
    last = figure;
  }
  return parts;
}

/** Rounded numbers may miss by half a unit of the last digit each. */
function fits(sum: number, total: ExactValue, parts: readonly ExactValue[]): boolean {
  const rounded = [total, ...parts].filter(({ step }) => step !== 1 && step > 0);
  return Math.abs(sum - total.value) <= rounded.reduce((slack, { step }) => slack + step / 2, 0) + 1e-9;
}

const TOTAL = /^(?:总计|合计|共计|总共|三项合计|以上合计)/u;
const NEAR = 0.03;

/** 17.15 万元 …, 11.04 万元 …, 总计 40.75 万元: the parts are the last two or more before the total. */
function checkTotalAfter({ figures, paragraph }: FigureSentence): Doubt[] {
  return figures.flatMap((total, at) => {
    if (!isExact(total) || !TOTAL.test(total.label.trim()) || total.unit === "%") return [];
    const before: ExactValue[] = [];
    for (const figure of figures.slice(0, at).toReversed()) {
      if (!isExact(figure) || !sameUnit(figure, total) || figure.role !== "level") break;
      before.unshift(figure);
    }
    const choices = before.map((_, from) => before.slice(from)).filter((parts) => parts.length >= 2);
    const sums = choices.map((parts) => ({ parts, sum: sumOf(parts) }));
    if (sums.some(({ parts, sum }) => fits(sum, total, parts))) return [];
    const close = sums.find(({ sum }) => Math.abs(sum - total.value) <= total.value * NEAR);
    return close ? [sumDoubt(paragraph, total, close.parts, close.sum)] : [];
  });
}

function sumDoubt(paragraph: FigureParagraph, total: ExactValue, parts: readonly ExactValue[], sum: number): Doubt {
  const [first = total, last = total] = [parts[0], parts.at(-1)];
  const quotations = [quote(paragraph.text, total), quote(paragraph.text, first, last)] as const;
  const [a, b] = total.start < first.start ? quotations : [quotations[1], quotations[0]];
  return doubt(
    "sum",
    [a, b],
    `${parts.map(({ value }) => amount(value, total)).join(" + ")} = ${amount(sum, total)}`,
    `报告写的总数是${amount(total.value, total)}，所列各项相加是${amount(sum, total)}，请核对总数和各项。`,
  );
}

import { doubt, plain, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt, Figure } from "../figure.ts";
import { isWholeDivision } from "../reading/parts.ts";
import { type ExactValue, isExact } from "../reading/exact.ts";
import { type FigureSentence, sentencesOf } from "../reading/sentences.ts";

/** Percentages that divide one whole and do not make 100. */
export const checkPercentages = (paragraphs: readonly FigureParagraph[]): Doubt[] =>
  paragraphs.flatMap((paragraph) => [
    ...sentencesOf(paragraph).flatMap(checkSentence),
    ...(paragraph.grid ? columnsOf(paragraph).flatMap((parts) => toDoubt(paragraph, parts)) : []),
  ]);

function checkSentence({ figures, paragraph, text }: FigureSentence): Doubt[] {
  if (!/占|比例|比重|构成/u.test(text)) return [];
  const parts = figures.filter(({ unit, role }) => unit === "%" && (role === "share" || role === "level"));
  if (parts.length < 2 || parts.length !== figures.filter(({ unit }) => unit === "%").length) return [];
  if (parts.some((part) => !isPart(part)) || !parts.every(isExact)) return [];
  const labels = parts.map(({ label }) => label.replace(/(?:所?占比?|比例|比重).*$/u, ""));
  return isWholeDivision(labels, "") ? toDoubt(paragraph, parts) : [];
}

const isPart = ({ label }: Figure) => !/率|完成|满意|度(?:为|达)?$|同比|比上年/u.test(label);

/** Columns 占比（%） of a table whose last row is 其他 or whose rows are closed by 合计 100%. */
function columnsOf({ grid }: FigureParagraph): ExactValue[][] {
  if (!grid) return [];
  const last = grid.rows.at(-1)?.head ?? "";
  const closed = /^合\s*计|^总\s*计/u.test(last);
  const rows = closed ? grid.rows.slice(0, -1) : grid.rows;
  if (!closed && !/^其[他它余]/u.test(last)) return [];
  return grid.heads.flatMap((head, column) => {
    if (!/占比|比例|比重|构成/u.test(head)) return [];
    const cells = rows.map((row) => row.cells[column]).filter(isExact);
    return cells.length === rows.length && rows.every((row) => !/其中/u.test(row.head)) ? [cells] : [];
  });
}

function toDoubt({ text }: FigureParagraph, parts: readonly ExactValue[]): Doubt[] {
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const slack = parts.reduce((all, { step }) => all + step / 2, 0) + 1e-9;
  const [first, last] = [parts[0], parts.at(-1)];
  if (Math.abs(sum - 100) <= slack || sum < 90 || sum > 110 || parts.length < 2 || !first || !last) return [];
  return [
    doubt(
      "percentages",
      [quote(text, first), quote(text, last)],
      `${parts.map(({ value }) => `${plain(value)}%`).join(" + ")} = ${plain(sum)}%`,
      `同一整体的各部分相加是${plain(sum)}%，不是100%，请核对各部分的占比。`,
    ),
  ];
}

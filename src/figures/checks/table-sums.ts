import { amount, doubt, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt } from "../figure.ts";
import { type ExactValue, isExact, sameUnit, sumOf } from "../reading/exact.ts";
import type { FigureGrid } from "../reading/table-figures.ts";

const TOTAL = /^\s*(?:合\s*计|总\s*计|总\s*数)\s*(?:[（(].*[）)])?\s*$/u;
const NOT_ADDED = /率|占比|比例|比重|同比|环比|增|减|变化|平均|人均|均/u;
const NESTED = /其中|小计|#|^\s*[-—]/u;

/** A last row 合计 against the rows above it, column by column. */
export function checkTableSums(paragraph: FigureParagraph, grid: FigureGrid): Doubt[] {
  const at = grid.rows.findIndex(({ head }) => TOTAL.test(head));
  const above = grid.rows.slice(0, at);
  const total = grid.rows[at];
  if (!total || above.length < 2 || at !== grid.rows.length - 1 || above.some(({ head }) => NESTED.test(head)))
    return [];
  return total.cells.flatMap((sum, column) => {
    if (!isExact(sum) || NOT_ADDED.test(grid.heads[column] ?? "")) return [];
    const cells = above.map(({ cells: row }) => row[column]);
    const parts = cells.filter(isExact).filter((part) => sameUnit(part, sum));
    return parts.length === cells.length ? checkColumn(paragraph, sum, parts) : [];
  });
}

function checkColumn({ text }: FigureParagraph, total: ExactValue, parts: readonly ExactValue[]): Doubt[] {
  const sum = sumOf(parts);
  const slack = [total, ...parts].reduce((all, { step }) => all + (step < 1 ? step / 2 : 0), 0);
  const apart = Math.abs(sum - total.value);
  const [first, last] = [parts[0], parts.at(-1)];
  if (apart <= slack + 1e-9 || apart > total.value / 2 || total.unit === "%" || !first || !last) return [];
  return [
    doubt(
      "sum",
      [{ ...quote(text, first), text: parts.map((part) => part.text).join("、"), end: last.end }, quote(text, total)],
      `${parts.map(({ value }) => amount(value, total)).join(" + ")} = ${amount(sum, total)}`,
      `表中“${total.label.trim()}”写的是${amount(total.value, total)}，各行相加是${amount(sum, total)}，请核对合计和各行。`,
    ),
  ];
}

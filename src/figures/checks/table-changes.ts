import { doubt, plain, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt } from "../figure.ts";
import { type ExactValue, isExact, sameUnit } from "../reading/exact.ts";
import { unspaced } from "../reading/printed-text.ts";
import type { FigureGrid } from "../reading/table-figures.ts";

const CHANGE_HEAD =
  /^(?:同比|变化|增减|增长|增幅|变动|同比变化|同比增长|同比增减|增长率|变化率|比上年)(?:[（(]?[%％][）)]?)?(?:率|幅度)?$/u;
const yearOf = (head: string) => /^(?:19|20)\d\d(?=年|$)/u.exec(head.trim())?.[0];

/** The last two columns of years that follow each other. */
function yearColumns(heads: readonly string[]): [number, number] | null {
  const years = heads.flatMap((head, column) => {
    const year = yearOf(head);
    return year === undefined ? [] : [{ year: Number(year), column }];
  });
  const [now, before] = years.toSorted((a, b) => b.year - a.year);
  return now && before && now.year === before.year + 1 ? [before.column, now.column] : null;
}

/** The amounts of a table's rows in its last two years. */
export function comparedAmounts(paragraph: FigureParagraph) {
  const columns = yearColumns(paragraph.grid?.heads ?? []);
  if (!columns) return [];
  return (paragraph.grid?.rows ?? []).flatMap(({ head, cells }) => {
    const [before, after] = [cells[columns[0]], cells[columns[1]]];
    const name = unspaced(head.replace(/[（(].*$/u, ""));
    return isExact(before) && isExact(after) ? [{ head: name, before, after, paragraph }] : [];
  });
}

/** A column 同比 or 变化 against the columns of the two years. */
export function checkTableChanges(paragraph: FigureParagraph, grid: FigureGrid): Doubt[] {
  const column = grid.heads.findIndex((head) => CHANGE_HEAD.test(unspaced(head)));
  const columns = yearColumns(grid.heads);
  if (column < 0 || !columns) return [];
  return grid.rows.flatMap(({ cells }) => {
    const [before, after, change] = [cells[columns[0]], cells[columns[1]], cells[column]];
    if (!isExact(before) || !isExact(after) || !isExact(change) || change.unit !== "%") return [];
    return sameUnit(before, after) && before.unit !== "%" && before.value > 0
      ? check(paragraph, before, after, change)
      : [];
  });
}

function check({ text }: FigureParagraph, before: ExactValue, after: ExactValue, change: ExactValue): Doubt[] {
  const expected = (after.value / before.value - 1) * 100;
  const slack = change.step + (before.step === 1 ? 0 : ((before.step + after.step) / before.value) * 100);
  if (Math.abs(expected - change.value) <= slack * 1.001) return [];
  const shown = `${plain(expected, 2)}%`.replace("-", "−");
  return [
    doubt(
      "change",
      [quote(text, before), quote(text, change)],
      `(${plain(after.value)} − ${plain(before.value)}) ÷ ${plain(before.value)} = ${shown}`,
      `表中“${change.label.trim()}”写的是${change.text}，由${before.text}和${after.text}算得${shown}，请核对。`,
    ),
  ];
}

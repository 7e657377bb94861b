import type { Figure } from "../figure.ts";
import { round, scanFigures } from "./scan.ts";
import { MULTIPLES, UNIT } from "./units.ts";

type Table = { caption: string; header: number; rows: string[][] };

/** A table with the figure of each cell, where it has one; `heads` name the columns. */
export interface FigureGrid {
  caption: string;
  heads: string[];
  rows: { head: string; cells: (Figure | null)[] }[];
}

const PLAIN = /^[+\-−－]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?[%％]?$/u;
const UNIT_IN_HEAD = new RegExp(
  `[（(](?:单位[：:]\\s?)?(?<multiple>万|亿|千(?!瓦|克|米))?(?<unit>${UNIT})(?:/[^）)]*)?[）)]`,
  "u",
);
const NO_QUANTITY = /序号|编号|代码|年份|日期|时间$|电话|邮编|^年度$|^年$|名次|排名/u;

export function readGrid(table: Table, where: { section: string; anchor: string }): FigureGrid {
  const header = Math.max(table.header, 1);
  const heads = (table.rows[header - 1] ?? []).map((_, column) =>
    table.rows
      .slice(0, header)
      .map((row) => row[column] ?? "")
      .filter(Boolean)
      .join(" "),
  );
  const offsets = offsetsOf(table);
  const rows = table.rows.slice(header).map((row, at) => {
    const head = row[0] ?? "";
    const cells = row.map((cell, column) =>
      column === 0
        ? null
        : cellFigure(
            cell,
            { head, column: heads[column] ?? "", caption: table.caption },
            offsets[at + header]?.[column] ?? 0,
            where,
          ),
    );
    return { head, cells };
  });
  return { caption: table.caption, heads, rows };
}

/** Where each cell begins in the table's printed text. */
function offsetsOf(table: Table): number[][] {
  let at = table.caption.length + 1;
  return table.rows.map((row) => {
    const starts = row.map((cell) => {
      const start = at;
      at += cell.length + 1;
      return start;
    });
    if (row.length === 0) at += 1;
    return starts;
  });
}

interface Heads {
  head: string;
  column: string;
  caption: string;
}

function cellFigure(
  cell: string,
  heads: Heads,
  offset: number,
  where: { section: string; anchor: string },
): Figure | null {
  const text = cell.trim();
  const quantity = NO_QUANTITY.test(heads.column) ? null : (plainQuantity(text, heads) ?? scannedQuantity(text));
  if (!quantity) return null;
  const start = offset + cell.indexOf(text);
  const label = [heads.head, heads.column].filter(Boolean).join(" ");
  return { ...where, ...quantity, text, start, end: start + text.length, role: "level", label, noun: "", table: true };
}

type Quantity = Pick<Figure, "value" | "upTo" | "unit" | "step" | "approximate">;

/** A bare number, whose unit stands in the head of its row or column, or in the caption. */
function plainQuantity(text: string, { head, column, caption }: Heads): Quantity | null {
  if (!PLAIN.test(text)) return null;
  const digits = text.replace(/[,+\s%％]/gu, "").replace(/[−－]/u, "-");
  const places = digits.split(".")[1]?.length ?? 0;
  const percent = /[%％]/u.test(text);
  const named = [head, column, caption].map((each) => UNIT_IN_HEAD.exec(each)?.groups).find(Boolean);
  const worth = percent ? 1 : (MULTIPLES[named?.["multiple"] ?? ""] ?? 1);
  return {
    value: round(Number(digits) * worth),
    upTo: null,
    unit: percent ? "%" : (named?.["unit"] ?? ""),
    step: worth / 10 ** places,
    approximate: false,
  };
}

/** A number with its unit that is all there is in the cell. */
function scannedQuantity(text: string): Quantity | null {
  const [first, ...more] = scanFigures(text);
  return first && more.length === 0 && first.start === 0 && first.end >= text.length ? first : null;
}

import type { Figure } from "./figure.ts";
import { scanFigures } from "./scan.ts";
import { UNIT } from "./units.ts";

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
const SCALE: Record<string, number> = { 千: 1000, 万: 10_000, 亿: 100_000_000 };

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
  const trimmed = cell.trim();
  const start = offset + cell.indexOf(trimmed);
  const label = [heads.head, heads.column].filter(Boolean).join(" ");
  const about = {
    ...where,
    role: "level" as const,
    label,
    noun: "",
    table: true,
    text: trimmed,
    start,
    end: start + trimmed.length,
  };
  if (NO_QUANTITY.test(heads.column)) return null;
  if (PLAIN.test(trimmed)) {
    const digits = trimmed.replace(/[,+\s%％]/gu, "").replace(/[−－]/u, "-");
    const named = [heads.head, heads.column, heads.caption]
      .map((text) => UNIT_IN_HEAD.exec(text)?.groups)
      .find(Boolean);
    const scale = SCALE[named?.["multiple"] ?? ""] ?? 1;
    const percent = /[%％]/u.test(trimmed);
    const places = digits.split(".")[1]?.length ?? 0;
    const unit = percent ? "%" : (named?.["unit"] ?? "");
    const worth = percent ? 1 : scale;
    return {
      ...about,
      value: Number((Number(digits) * worth).toPrecision(15)),
      upTo: null,
      unit,
      step: worth / 10 ** places,
      approximate: false,
    };
  }
  const [first, ...more] = scanFigures(trimmed);
  if (!first || more.length > 0 || first.start > 0 || first.end < trimmed.length) return null;
  return { ...about, ...first, start, end: start + trimmed.length };
}

import type { Figure } from "../figure.ts";
import { round, scanFigures } from "./scan.ts";
import { MULTIPLES, FIGURE_UNIT, unitInWords } from "./units.ts";

type Table = { caption: string; header: number; rows: string[][] };

/** A table with the figure of each cell, if it has one; `heads` name the columns. */
export interface FigureGrid {
  caption: string;
  heads: string[];
  rows: { head: string; cells: (Figure | null)[] }[];
}

const PLAIN = /^[+\-−－]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?[%％]?$/u;
const UNIT_IN_HEAD = new RegExp(
  `[（(](?:单位[：:]\\s?)?(?<multiple>万|亿|千(?!瓦|克|米))?(?<unit>${FIGURE_UNIT})(?:/[^）)]*)?[）)]`,
  "u",
);
/** 单位：万元 above a table holds for its amounts, unless it names several. */
const UNIT_OF_TABLE = new RegExp(
  `(?:计量|金额)?单位\\s?[：:]\\s?(?:人民币)?(?<multiple>万|亿|千(?!瓦|克|米)|百万)?(?<unit>${FIGURE_UNIT})(?![、，,/和及]|\\p{Script=Han})`,
  "u",
);
/** A column of units: 单位, 计量单位; and what stands in it. */
const UNIT_COLUMN = /^(?:计量)?单位$/u;
const UNIT_CELL = new RegExp(`^(?:(?:百|千)?万|亿)?(?:${FIGURE_UNIT})$`, "u");
/** A cell that is no amount takes no unit from the caption. */
const NO_AMOUNT = /率|占比|比重|比例|增幅|增长|同比|倍数|[%％]|人数|户数|件数|个数|次数|数量|[人户件个]次?[)）]?$/u;
/** Subject codes: 类 款 项, 科目编码; no figures, and no names. */
const CODES = /(?:^|\s)[类款项目]$|序号|编号|编码|代码/u;
const NAMES = /名称|项目|科目|指标|内容|单位|部门|类别|事项/u;
/** 同比 is not in the unit of its row. */
const CHANGE_COLUMN = /同比|增减|增幅|增长|变化|变动|占比|比重|率$/u;
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
  const body = table.rows.slice(header);
  const named = nameColumn(heads, body);
  const units = unitColumn(heads, body);
  const rows = body.map((row, at) => {
    const head = row[named] ?? "";
    const unit = units === null ? "" : (row[units] ?? "").trim();
    const cells = row.map((cell, column) =>
      column <= named || column === units || CODES.test(heads[column] ?? "") || /^0\d+$/.test(cell.trim())
        ? null
        : cellFigure(
            cell,
            { head, column: heads[column] ?? "", caption: table.caption, unit: UNIT_CELL.test(unit) ? unit : "" },
            offsets[at + header]?.[column] ?? 0,
            where,
          ),
    );
    return { head, cells };
  });
  return { caption: table.caption, heads, rows };
}

/** The column that says what a row is about: the first that is not of codes and holds words. */
function nameColumn(heads: string[], body: string[][]): number {
  const isCode = (column: number) => CODES.test(heads[column] ?? "");
  if (!isCode(0)) return 0;
  const holdsWords = (column: number) =>
    body.filter((row) => /\p{Script=Han}{2}/u.test(row[column] ?? "")).length * 2 >= body.length;
  const columns = heads.map((_, column) => column).filter((column) => !isCode(column));
  const named =
    columns.find((column) => NAMES.test(heads[column] ?? "") && holdsWords(column)) ?? columns.find(holdsWords);
  return named ?? 0;
}

/** The column that says the unit of each row. */
function unitColumn(heads: string[], body: string[][]): number | null {
  const column = heads.findIndex((head) => UNIT_COLUMN.test(head.trim()));
  return column >= 0 && body.some((row) => UNIT_CELL.test((row[column] ?? "").trim())) ? column : null;
}

/** The place at which each cell begins in the table's printed text. */
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
  /** That the row says in a column of its own; empty if it says none. */
  unit: string;
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
function plainQuantity(text: string, { head, column, caption, unit }: Heads): Quantity | null {
  if (!PLAIN.test(text)) return null;
  const digits = text.replace(/[,+\s%％]/gu, "").replace(/[−－]/u, "-");
  const places = digits.split(".")[1]?.length ?? 0;
  const percent = /[%％]/u.test(text);
  const ofTable = NO_AMOUNT.test(column) || NO_AMOUNT.test(head) ? undefined : UNIT_OF_TABLE.exec(caption)?.groups;
  const ofRow = unit === "" || CHANGE_COLUMN.test(column) ? "" : `（${unit}）`;
  const named = [ofRow, head, column, caption].map((each) => UNIT_IN_HEAD.exec(each)?.groups).find(Boolean) ?? ofTable;
  const worth = percent ? 1 : (MULTIPLES[named?.["multiple"] ?? ""] ?? 1);
  return {
    value: round(Number(digits) * worth),
    upTo: null,
    unit: percent ? "%" : unitInWords(named?.["unit"] ?? ""),
    step: worth / 10 ** places,
    approximate: false,
  };
}

/** A number with its unit that is all there is in the cell. */
function scannedQuantity(text: string): Quantity | null {
  const [first, ...more] = scanFigures(text);
  return first && more.length === 0 && first.start === 0 && first.end >= text.length ? first : null;
}

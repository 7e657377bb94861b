import type { Block } from "../../ingest/document.ts";
import { type EditedPiece, type EditedSection, type EditReport, InapplicableEdit, rowId } from "./edit.ts";
import { requirePieces } from "./find-piece.ts";

type Table = Extract<Block, { kind: "table" }>;

const SHOWN = 24;
/** Between the cells of a row that becomes a paragraph. */
const BETWEEN = "　";

const nameOf = ({ caption, rows }: Table) => (caption || (rows[0] ?? []).join(BETWEEN)).slice(0, SHOWN);

function requireTable(block: Block): Table {
  if (block.kind !== "table") throw new InapplicableEdit("这一处不是表格。");
  return block;
}

/** How many leading rows are the head. */
export function header(sections: EditedSection[], { at, rows }: { at: string; rows: number }): EditReport {
  const { piece } = requirePieces(sections, at);
  const table = requireTable(piece.block);
  const most = table.rows.length - 1;
  if (!Number.isInteger(rows) || rows < 0 || rows > most) throw new InapplicableEdit(`表头可以是0到${most}行。`);
  if (rows === table.header) throw new InapplicableEdit(`表头已经是${rows}行。`);
  piece.block = { ...table, header: rows };
  return { message: `表格的表头由${table.header}行改为${rows}行。`, text: nameOf(table) };
}

/** A paragraph for each row, the cells one after the other; the caption is a paragraph too. */
export function untable(sections: EditedSection[], { at }: { at: string }): EditReport {
  const { pieces, position, piece } = requirePieces(sections, at);
  const table = requireTable(piece.block);
  const texts = table.rows.map((row) => row.filter(Boolean).join(BETWEEN));
  const fresh: EditedPiece[] = texts.flatMap((text, row) =>
    text === "" ? [] : [{ id: rowId(at, row + 1), block: { kind: "text", text } }],
  );
  if (table.caption) fresh.unshift({ id: at, block: { kind: "text", text: table.caption } });
  if (fresh.length === 0) throw new InapplicableEdit("表格里没有文字。");
  pieces.splice(position, 1, ...fresh);
  return { message: `表格改为${fresh.length}段正文。`, text: nameOf(table) };
}

/** Rows of a table that a page cut in two go below those before them. */
export function joinTables(before: EditedPiece, piece: EditedPiece): EditReport {
  const [first, second] = [requireTable(before.block), requireTable(piece.block)];
  if (second.caption) throw new InapplicableEdit("后一张表有自己的标题，不能并入前一张。");
  before.block = { ...first, rows: [...first.rows, ...second.rows] };
  return { message: "两张表格合并为一张。", text: nameOf(second) };
}

import type { Paragraph, Section } from "../reports/report.ts";
import { escapeXml } from "../ui/xml.ts";

/** The shown part of a section: its headings and paragraphs in order. */
export type ShownPart = { heading: string } | { block: Paragraph };

/** For the text alone, so that a piece with its frame, style and script stays below 10 kB. */
const TEXT_BYTES = 4_800;
/** Tags around a paragraph, a row, a cell. */
const BLOCK_BYTES = 60;
const CELL_BYTES = 10;
const CELL_CHARACTERS = 30;
const MOST_COLUMNS = 6;
const MARKER_CHARACTERS = 40;

const encoder = new TextEncoder();
/** As pages escape it, the apostrophe too. */
const bytesOf = (text: string) => encoder.encode(escapeXml(text).replaceAll("'", "&#39;")).length;

/** As much of the sections as fits, from the beginning; `cut`: there is more. */
export function fitSections(sections: readonly Section[], bytes = TEXT_BYTES): { shown: ShownPart[]; cut: boolean } {
  const shown: ShownPart[] = [];
  let left = bytes;
  for (const [index, { heading, blocks }] of sections.entries()) {
    if (index > 0 && heading !== "") {
      left -= bytesOf(heading) + BLOCK_BYTES;
      if (left <= 0) return { shown, cut: true };
      shown.push({ heading });
    }
    for (const block of blocks) {
      const { fitted, cost } = fitBlock(block, left);
      if (fitted === null) return { shown, cut: true };
      shown.push({ block: fitted });
      left -= cost;
      if (fitted !== block) return { shown, cut: true };
    }
  }
  return { shown, cut: false };
}

/** The paragraph itself if it fits, else its beginning, else null. */
function fitBlock(block: Paragraph, bytes: number): { fitted: Paragraph | null; cost: number } {
  if (block.kind === "table") return fitTable(block, bytes) ?? fitTable(narrow(block), bytes) ?? NOTHING;
  const marker = block.kind === "item" ? block.marker : "";
  const around = BLOCK_BYTES + bytesOf(clip(marker, MARKER_CHARACTERS));
  const cost = BLOCK_BYTES + bytesOf(marker) + bytesOf(block.text);
  if (cost <= bytes) return { fitted: block, cost };
  const text = beginningOf(block.text, bytes - around);
  if (text === "") return NOTHING;
  const cut = text === block.text ? text : `${text}……`;
  return {
    fitted:
      block.kind === "item"
        ? { ...block, marker: clip(marker, MARKER_CHARACTERS), text: cut }
        : { ...block, text: cut },
    cost: bytes,
  };
}

const NOTHING = { fitted: null, cost: 0 };

type Table = Extract<Paragraph, { kind: "table" }>;

/** As many rows as fit below the head; null if none does. */
function fitTable(block: Table, bytes: number): { fitted: Table; cost: number } | null {
  const costs = block.rows.map((row) => row.reduce((sum, cell) => sum + bytesOf(cell) + CELL_BYTES, CELL_BYTES));
  let total = BLOCK_BYTES + bytesOf(block.caption);
  const fitting = costs.findIndex((cost) => (total += cost) > bytes);
  if (fitting < 0) return { fitted: block, cost: total };
  const rows = block.rows.slice(0, fitting);
  return rows.length > block.header ? { fitted: { ...block, rows }, cost: bytes } : null;
}

/** The first columns, and the beginning of each cell. */
const narrow = (block: Table): Table => ({
  ...block,
  caption: clip(block.caption),
  rows: block.rows.map((row) => [
    ...row.slice(0, MOST_COLUMNS).map((cell) => clip(cell, CELL_CHARACTERS)),
    ...(row.length > MOST_COLUMNS ? ["……"] : []),
  ]),
});

/** As many whole characters as fit into the bytes. */
function beginningOf(text: string, bytes: number): string {
  let kept = "";
  let left = bytes;
  for (const character of text) {
    left -= bytesOf(character);
    if (left < 0) break;
    kept += character;
  }
  return kept;
}

const TITLE = 60;

/** A name that is too long for its place, cut visibly. */
export const clip = (text: string, most = TITLE) => {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
};

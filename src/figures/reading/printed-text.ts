import type { Block } from "../../ingest/document.ts";

/** The text that offsets of figures count in: a paragraph's words, or a table with cells by tab and rows by line break. */
export const figuresText = (block: Block): string =>
  block.kind === "table" ? [block.caption, ...block.rows.map((row) => row.join("\t"))].join("\n") : block.text;

/** Without the blanks that a layout has put between words and numbers. */
export const unspaced = (text: string) => text.replace(/\s+/gu, "");

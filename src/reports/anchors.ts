import type { Block } from "../ingest/document.ts";
import { sha256Hex } from "../sha256.ts";

const ANCHOR_LENGTH = 8;

/** The text of a block on one string; cells by tab, rows by line break. Decision 0002. */
export function blockText(block: Block): string {
  if (block.kind === "table") return [block.caption, ...block.rows.map((row) => row.join("\t"))].join("\n");
  return block.kind === "item" ? block.marker + block.text : block.text;
}

const digest = (parts: readonly string[]) => sha256Hex(parts.join("\n")).slice(0, ANCHOR_LENGTH);

/** An anchor from the text alone, spaces aside; a second paragraph of the same words adds its section's slug. */
export function anchorFor(block: Block, sectionSlug: string, taken: ReadonlySet<string>): string {
  const words = blockText(block).replace(/\s+/gu, "");
  let anchor = digest([words]);
  for (let copy = 1; taken.has(anchor); copy += 1) anchor = digest([words, sectionSlug, String(copy)]);
  return anchor;
}

import type { Block, ParsedReport } from "./document.ts";

/** The text of a report as plain text, one heading, paragraph, item or table row a line: what its SHA-256 is taken of. */
export function canonicalText(parsed: Pick<ParsedReport, "title" | "sections">): string {
  const lines = [parsed.title];
  for (const section of parsed.sections) {
    if (!section.implicit) lines.push(section.heading);
    for (const block of section.blocks) lines.push(...blockLines(block));
  }
  return `${lines.join("\n")}\n`;
}

function blockLines(block: Block): string[] {
  if (block.kind === "table")
    return [...(block.caption ? [block.caption] : []), ...block.rows.map((row) => row.join("\t"))];
  if (block.kind === "item" && block.marker) return [`${block.marker} ${block.text}`];
  return [block.text];
}

import { DEMO, type InventedReport, type DraftBlock } from "./draft.ts";
import type { Quirks } from "./quirks.ts";
import { contentsList } from "./print-text.ts";
import type { Random } from "./random.ts";

/** As a word processor exports it: # headings, bold, escaped stars and dots. */
export function printMarkdown(draft: InventedReport, quirks: Quirks, random: Random): string {
  const bold = random.chance(0.3) ? "**" : "";
  const lines = [`# ${draft.title}`, "", `（${DEMO.slice(0, 4)}）`, ""];
  lines.push(...contentsList(draft, quirks, random).flatMap((line) => [line, ""]));
  for (const { depth, heading, inline, blocks } of draft.sections) {
    const printed = blocks.flatMap(printBlock);
    if (inline) printed[0] = `**${heading}**${printed[0]}`;
    else lines.push(`${"#".repeat(depth + 1)} ${bold}${heading.trim()}${bold}`, "");
    for (const block of printed) lines.push(block, "");
  }
  if (draft.signature.length > 0) lines.push("---", "", ...draft.signature.flatMap((line) => [line, ""]));
  return `${lines.join("\n")}\n`;
}

function printBlock(block: DraftBlock): string[] {
  if (block.kind === "list") return block.items.map((item, at) => `${at + 1}\\. ${item}`);
  if (block.kind === "text") return [block.text.replaceAll("**", "\\*\\*")];
  const [header = [], ...rows] = block.rows;
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [[row(header), row(header.map(() => "---")), ...rows.map(row)].join("\n")];
}

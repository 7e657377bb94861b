import type { CitationTarget } from "./cite.ts";
import type { Paragraph } from "../report.ts";
import { covered, sourceLines } from "./to-markdown.ts";
import type { ReportText } from "../view.ts";

/** Headings as printed, one paragraph a line, cells by tab; its source at the end. */
export function toText(view: ReportText, position: number | null, cited: CitationTarget) {
  const title = position === null ? [view.revision.title] : [];
  const body = covered(view, position).flatMap((section) => [
    ...(section.heading ? [section.heading] : []),
    ...section.blocks.map(blockToText),
  ]);
  const source = sourceLines(view, cited).map(([label, text]) => `${label}：${text}`);
  return `${[...title, ...body, ["--", ...source].join("\n")].join("\n\n")}\n`;
}

function blockToText(block: Paragraph) {
  if (block.kind === "item") return block.marker + block.text;
  if (block.kind !== "table") return block.text;
  const rows = block.rows.map((row) => row.join("\t"));
  return [...(block.caption ? [block.caption] : []), ...rows].join("\n");
}

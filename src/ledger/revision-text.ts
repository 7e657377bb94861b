import type { Paragraph, Section } from "../reports/report.ts";

const FIRST_LINE = "gongshi-text/1";

/** All that readers see of a revision as lines of tab-separated fields, one paragraph a line: see docs/ledger.md. */
export function revisionText(title: string, sections: readonly Section[]): string {
  const lines = [FIRST_LINE, line("title", title)];
  for (const { depth, slug, standard, numeral, heading, title: name, blocks } of sections)
    lines.push(
      line("section", String(depth), slug, standard ?? "", numeral, name, heading),
      ...blocks.flatMap(blockLines),
    );
  return `${lines.join("\n")}\n`;
}

function blockLines(block: Paragraph): string[] {
  const anchors = [block.anchor, ...(block.was ?? [])].join(" ");
  if (block.kind === "item") return [line("item", anchors, block.marker, block.text)];
  if (block.kind !== "table") return [line(block.kind, anchors, block.text)];
  return [
    line("table", anchors, String(block.header), block.caption),
    ...block.rows.map((cells) => line("row", ...cells)),
  ];
}

const line = (...fields: readonly string[]) => fields.map(escaped).join("\t");

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

const escaped = (field: string) => field.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char);

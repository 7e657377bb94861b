import { columns, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { halfWidth, parseNumeral } from "../signs/numeral.ts";
import { isKnownTitle } from "../signs/heading-words.ts";

const TRAILING = /^(\S.{0,40}?)((?:\s*[.．·•…_—-]{2,}\s*|\s{2,}|\t\s*)[（(]?([0-9０-９]{1,3})[)）]?)$/;

/** Page numbers that a contents list's headings kept when they were used again in the text: 二、员工责任    3 */
export function withoutTrailingPages(lines: Line[], notes: Notes): Line[] {
  const found = new Map<Line, RegExpExecArray>();
  let last = 0;
  for (const line of lines) {
    const parts = line.table || line.bullet ? null : TRAILING.exec(line.text);
    const page = Number(halfWidth(parts?.[3] ?? ""));
    if (!parts || page < last || !isTitle(parts[1] ?? "")) continue;
    found.set(line, parts);
    last = page;
  }
  if (found.size < 2) return lines;
  const [first] = found.keys();
  const text = [...found.values()].map((parts) => (parts[2] ?? "").trim()).join("\n");
  notes.info("page-furniture-left-out", `${found.size} 个标题行末的页码没有放进正文。`, text, first?.number ?? 0);
  return lines.map((line) => {
    const text = found.get(line)?.[1];
    return text === undefined ? line : { ...line, text, width: line.indent + columns(text) };
  });
}

function isTitle(text: string): boolean {
  if (/[，。；：:]/.test(text)) return false;
  return parseNumeral(text) !== null || isKnownTitle(text);
}

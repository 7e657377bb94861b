import { makeLine, type Line } from "../../line.ts";
import { parseNumeral } from "../../signs/numeral.ts";

interface Char {
  c: string;
  bold: boolean;
}

/** A paragraph's text cut at line and page breaks; `bold` of each line as the rules for headings want it. */
export function cutLines(pieces: { text: string; bold: boolean }[], more: Partial<Line>): Line[] {
  const lines: Line[] = [];
  let chars: Char[] = [];
  let { newPage = false, gap = 0 } = more;
  const close = () => {
    const line = toLine(chars, { ...more, newPage, gap });
    chars = [];
    if (!line) return;
    lines.push(line);
    newPage = false;
    gap = 0;
  };
  for (const { text, bold } of pieces) {
    for (const c of text) {
      if (c !== "\n" && c !== "\f") {
        chars.push({ c, bold });
        continue;
      }
      close();
      newPage ||= c === "\f";
    }
  }
  close();
  return lines;
}

function toLine(chars: Char[], more: Partial<Line>): Line | null {
  const start = chars.findIndex(({ c }) => c.trim() !== "");
  if (start < 0) return null;
  const end = chars.findLastIndex(({ c }) => c.trim() !== "") + 1;
  const kept = chars.slice(start, end);
  const text = kept.map(({ c }) => c).join("");
  const indent = (more.indent ?? 0) + chars.slice(0, start).filter(({ c }) => c === "\u3000").length * 2;
  return makeLine(text, 0, { ...more, indent, bold: boldEnd(kept, text) });
}

/** The end of the bold that begins the line or stands after its numeral; 0 without one. */
function boldEnd(chars: Char[], text: string): number {
  const lead = parseNumeral(text)?.printed.length ?? 0;
  const flags = chars.flatMap(({ c, bold }) => Array.from({ length: c.length }, () => bold || c.trim() === ""));
  const from = flags[0] && chars[0]?.bold ? 0 : lead;
  if (!flags[from]) return 0;
  const end = flags.indexOf(false, from);
  return end < 0 ? text.length : text.slice(0, end).trimEnd().length;
}

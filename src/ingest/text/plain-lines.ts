import { columns, makeLine, type Line } from "../line.ts";

const BLANK_START = /^[\s\u3000]*/;

/** A text file's lines with what stood around them: empty lines, indents, form feeds. */
export function plainLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  let newPage = false;
  for (const [index, printed] of text.split("\n").entries()) {
    for (const [part, piece] of printed.split("\f").entries()) {
      if (part > 0) newPage = true;
      const trimmed = piece.trim();
      if (trimmed === "") {
        if (part === 0) gap++;
        continue;
      }
      const indent = columns(BLANK_START.exec(piece)?.[0] ?? "");
      lines.push(makeLine(trimmed, index + 1, { indent, gap, newPage }));
      gap = 0;
      newPage = false;
    }
  }
  return lines;
}

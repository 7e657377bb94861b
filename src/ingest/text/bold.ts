import { makeLine, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { parseNumeral } from "../signs/numeral.ts";
import { startsWithUnit } from "../../withheld.ts";

interface Unbolded {
  text: string;
  /** The bold parts of `text`: [start, end). */
  spans: [number, number][];
}

/** Takes off Markdown's `**` if it wraps text; stars that stand for a withheld figure stay. */
export function unbold(text: string): Unbolded {
  if (!text.includes("**")) return { text, spans: [] };
  const spans: [number, number][] = [];
  let out = "";
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("**", at);
    if (open < 0) break;
    out += text.slice(at, open);
    const close = closing(text, open);
    if (close < 0) {
      const run = starRun(text, open);
      out += text.slice(open, open + run);
      at = open + run;
      continue;
    }
    const inner = text.slice(open + 2, close);
    spans.push([out.length, out.length + inner.length]);
    out += inner;
    at = close + 2;
  }
  return { text: out + text.slice(at), spans };
}

const LONGEST_BOLD = 300;
const MOST_TRIES = 2;
/** 公交车**860**辆: stars around a whole number are bold, though a unit follows them. */
const NUMBER = /^(?:[约近超达]?[\d０-９][\d０-９,，.．%％]*[万亿余多]*|[一二三四五六七八九十百千万亿零〇两]+)$/;
const WORD_BEFORE = /[\p{L}\p{N}）)”》%]$/u;

function closing(text: string, open: number): number {
  if (starRun(text, open) !== 2 || isFigure(text, open)) return -1;
  const afterWord = WORD_BEFORE.test(text.slice(Math.max(0, open - 2), open));
  let close = text.indexOf("**", open + 2);
  for (let tries = 0; close > 0 && close - open < LONGEST_BOLD && tries < MOST_TRIES; tries++) {
    const inner = text.slice(open + 2, close);
    if (afterWord && /[，。；]./.test(inner)) return -1;
    const wraps = starRun(text, close) === 2 && (NUMBER.test(inner) || !isFigure(text, close));
    if (wraps && inner.trim() === inner && inner !== "") return close;
    close = text.indexOf("**", close + starRun(text, close));
  }
  return -1;
}

function isFigure(text: string, at: number): boolean {
  return WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at)) && startsWithUnit(text.slice(at + 2, at + 8));
}

function starRun(text: string, at: number): number {
  let end = at;
  while (text[end] === "*") end++;
  return end - at;
}

export function unboldLine(line: Line, notes: Notes): Line {
  if (line.table) return unboldTable(line, notes);
  const { text, spans } = unbold(line.text);
  if (spans.length === 0) return line;
  notes.account("****".repeat(spans.length), "");
  const removed = line.text.length > 60 ? `${line.text.slice(0, 60)}……（共 ${spans.length} 处 ** 与 **）` : line.text;
  notes.info("markup-left-out", `第 ${line.number} 行的加粗标记 ** 没有放进正文，文字保留。`, removed, line.number);
  const lead = parseNumeral(text)?.printed.length ?? 0;
  const bold = spans.find(([start]) => start === 0 || start === lead)?.[1] ?? 0;
  return { ...makeLine(text, line.number, line), bold };
}

function unboldTable(line: Line, notes: Notes): Line {
  const printed = line.table?.rows ?? [];
  const rows = printed.map((row) => row.map((cell) => unbold(cell).text));
  const changed = printed.flatMap((row, r) => row.filter((cell, c) => cell !== rows[r]?.[c]));
  if (changed.length === 0) return line;
  notes.account(changed.join("\n"), changed.map((cell) => unbold(cell).text).join("\n"));
  const message = `第 ${line.number} 行起的表格里，加粗标记 ** 没有放进正文，文字保留。`;
  notes.info("markup-left-out", message, changed.join("\n"), line.number);
  return { ...line, table: { header: line.table?.header ?? 0, rows } };
}

import { isClosed, joinCut } from "../../signs/closing.ts";
import { isKnownTitle } from "../../signs/heading-words.ts";
import { columns, type Line } from "../../line.ts";
import type { Notes } from "../../notes.ts";
import { parseNumeral } from "../../signs/numeral.ts";
import { looksSigned } from "../../signs/signatures.ts";
import { bareTitle, setText, type Para } from "../../para.ts";

const WIDEST = 140;
const LABEL = /^[\p{Script=Han}（）、]{2,10}[：:]/u;
/** A line may end early by so much: no line begins with a comma, no Latin word or number is broken. */
const SLACK = 7;

/** Lines to paragraphs: lines that a text editor broke at a fixed width are put together again. */
export function toParas(lines: Line[], notes: Notes): Para[] {
  const width = wrapWidth(lines);
  const indents = width > 0 && usesIndents(lines);
  const paras: Para[] = [];
  let parts: string[] = [];
  let joined = 0;
  let firstJoin: Line | null = null;
  const close = () => {
    const last = paras.at(-1);
    if (!last || parts.length < 2) return;
    setText(last, joinCut(parts));
    last.endsEarly = columns(parts.at(-1) ?? "") < width - SLACK;
  };
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    if (before && width > 0 && goesOn(before, line, width, indents)) {
      parts.push(line.text);
      joined++;
      firstJoin ??= before;
      continue;
    }
    close();
    paras.push(toPara(line));
    parts = [line.text];
  }
  close();
  if (firstJoin) noteWraps(notes, joined, firstJoin);
  return paras;
}

function noteWraps(notes: Notes, joined: number, first: Line): void {
  const message = `文件按固定宽度换行，共有 ${joined} 处换行接成了整段，没有增减文字。`;
  notes.info("hard-wraps-joined", message, first.text.slice(-30), first.number);
}

function toPara(line: Line): Para {
  const para: Para = {
    text: "",
    line: line.number,
    gap: line.gap,
    newPage: line.newPage,
    broken: line.broken,
    mark: line.mark,
    bold: line.bold,
    table: line.table,
    numeral: null,
    role: line.table ? "table" : line.bullet ? "item" : "text",
    marker: line.bullet,
    inlineAt: 0,
    endsEarly: false,
  };
  setText(para, line.text);
  return para;
}

const isPlain = (line: Line) => !line.table && line.mark === 0;
/** Set to the right or the middle: a signature or a title, no running text. */
const isSetApart = (line: Line) => line.indent >= 16;

/** The width at which the file's lines were broken, or 0 if every line is a paragraph of its own. */
function wrapWidth(lines: Line[]): number {
  const followed = lines.filter(
    (line, i) => isPlain(line) && !isSetApart(line) && line.width >= 24 && lines[i + 1]?.gap === 0,
  );
  if (followed.length < 3) return 0;
  const widths = followed.map((line) => line.width).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.85)] ?? 0;
  if (width > WIDEST) return 0;
  const full = followed.filter((line) => Math.abs(line.width - width) <= SLACK);
  const open = full.filter((line) => !isClosed(line.text)).length;
  const wider = lines.filter((line) => isPlain(line) && line.width > width + SLACK).length;
  const regular = full.length * 10 >= followed.length * 4 && wider * 20 <= lines.length;
  return regular && open * 2 >= full.length ? width : 0;
}

function usesIndents(lines: Line[]): boolean {
  const indented = lines.filter((line) => line.indent >= 2).length;
  return indented * 12 >= lines.length && indented * 10 <= lines.length * 9;
}

function goesOn(before: Line, line: Line, width: number, indents: boolean): boolean {
  if (line.gap > 0 || line.stated || !isPlain(before) || !isPlain(line) || line.bullet || line.newPage) return false;
  if (before.width < width - SLACK || isSetApart(before)) return false;
  if (LABEL.test(before.text) && LABEL.test(line.text)) return false;
  if (indents && line.indent > 0) return false;
  const numeral = parseNumeral(line.text);
  const known = isKnownTitle(bareTitle(numeral?.rest ?? line.text));
  if (isClosed(before.text) && (numeral || looksSigned(line.text) || LABEL.test(line.text))) return false;
  if (numeral && known) return false;
  return !known;
}

import { setText, type Para } from "../para.ts";

const LETTERED = /^([A-ZＡ-Ｚ])\s?(?:[.．、]|[)）])\s*(?=\S)/;
const LETTER_IN_BRACKETS = /^[（(]([A-Za-z])[）)]\s*(?=\S)/;
/** A series goes on over so many paragraphs that stand between its points. */
const REACH = 8;

interface Point {
  at: number;
  letter: number;
  mark: string;
}

/** A. B. … I. counts letters, so that its I. is no roman chapter; points with nothing between them are a list. */
export function markLettered(paras: Para[]): void {
  for (const series of lettered(paras)) {
    for (const [i, point] of series.entries()) {
      const para = paras[point.at] as Para;
      para.numeral = null;
      const beside = [series[i - 1], series[i + 1]].some((other) => other && Math.abs(other.at - point.at) === 1);
      if (!beside || para.role !== "text" || para.mark > 0) continue;
      para.role = "item";
      para.marker = point.mark.trim();
      setText(para, para.text.slice(point.mark.length));
    }
  }
}

function lettered(paras: Para[]): Point[][] {
  const done: Point[][] = [];
  let open: Point[] = [];
  for (const [at, para] of paras.entries()) {
    const point = para.table || para.marker ? null : pointAt(para.text, at);
    if (!point) continue;
    const last = open.at(-1);
    if (last && point.letter === last.letter + 1 && at - last.at <= REACH) open.push(point);
    else if (point.letter === 1) {
      done.push(open);
      open = [point];
    }
  }
  return [...done, open].filter((series) => series.length > 1);
}

function pointAt(text: string, at: number): Point | null {
  const found = LETTERED.exec(text) ?? LETTER_IN_BRACKETS.exec(text);
  if (!found) return null;
  const letter = (found[1] ?? "").normalize("NFKC").toUpperCase().charCodeAt(0) - 64;
  return { at, letter, mark: found[0] };
}

import { entryEnd } from "../headings/contents/contents-entries.ts";
import { parseNumeral } from "../signs/numeral.ts";

/** The end of a line: "\n" if its author broke it, SOFT if only the source did and the next line is one of its own. */
export const LINE_END = /([\n\v])/;
const SOFT = "\v";
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]/;
const LABEL = /^[\p{Script=Han}（）、]{2,10}[：:]/u;

/** A source that breaks its lines here and there: no blank stands for that beside a Chinese character, one between Latin words. */
export function withoutSoftBreaks(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  let before = first;
  let out = first;
  for (const line of rest) {
    const next = line.trimStart();
    out = out.trimEnd() + endBetween(before.trimEnd(), next) + next;
    before = next;
  }
  return out;
}

function endBetween(before: string, next: string): string {
  if (before === "" || next === "")
    return before + next === "" || WIDE.test(before.slice(-1) || next.slice(0, 1)) ? "" : " ";
  const listed = entryEnd(before).hasPage || entryEnd(before).isDotted;
  const numeral = parseNumeral(next);
  const isPoint = numeral !== null && numeral.style !== "path" && !/^(?:han-)?space$/.test(numeral.style);
  if (listed || isPoint) return SOFT;
  if (LABEL.test(before) && LABEL.test(next)) return SOFT;
  return WIDE.test(before.slice(-1)) || WIDE.test(next.slice(0, 1)) ? "" : " ";
}

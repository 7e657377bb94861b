import { LIMITS } from "../limits.ts";
import { REFUSALS } from "../refusals.ts";

/** The marks that open containers at the start of a line: quotes, list marks, blanks. */
const OPENS = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/;
/** Each run of one sign. */
const MARK = /\*+|_+|`+|~+|!+|<|\[|\]/g;
/** A block of its own: no run of emphasis goes on from the line before. */
const BEGINS = /^\s{0,3}(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|\|)/;

/**
 * A reader of Markdown takes longer than in proportion over deep nesting, and over marks and lines of one paragraph. Throws `too_large`
 * for what no report has.
 */
export function requireModestMarkdown(text: string): void {
  let [marks, lines] = [0, 0];
  for (const line of text.split("\n")) {
    const prefix = OPENS.exec(line)?.[0] ?? "";
    if (depthOf(prefix) > LIMITS.markdownDepth) throw REFUSALS.markdownTooDeep();
    if (line.trim() === "" || BEGINS.test(line)) [marks, lines] = [0, 0];
    marks += line.match(MARK)?.length ?? 0;
    lines++;
    if (marks > LIMITS.paragraphMarks || lines > LIMITS.paragraphLines) throw REFUSALS.markdownTooLarge();
  }
}

/** How many containers the start of a line may open: each mark one, blanks one for every two. */
function depthOf(prefix: string): number {
  const marks = prefix.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0;
  return marks === 0 ? 0 : marks + Math.floor((prefix.match(/ |\t/g)?.length ?? 0) / 2);
}

import { isClosed } from "./closing.ts";
import type { Evidence } from "./evidence.ts";
import { isKnownTitle } from "./heading-words.ts";
import { isHonours } from "./page-cuts.ts";
import { bareTitle, titleOf, type Para } from "./para.ts";
import { looksSigned } from "./signatures.ts";

const LONGEST_MARKED = 60;
const LONGEST_KNOWN = 20;
const SHORTEST = 4;
const LONGEST = 16;
const BODY = 30;

/** Headings without a numeral: marked up, bold, known, in the contents, or a short line alone above running text. */
export function markPlainHeadings(paras: Para[], evidence: Evidence): void {
  const marked = paras.some((para) => para.mark > 0);
  let honours = false;
  for (const [at, para] of paras.entries()) {
    if (para.role === "heading") honours = isHonours(titleOf(para));
    if (para.role !== "text" || para.table) continue;
    const sure = isMarked(para) || isNamed(para, paras[at + 1], evidence);
    if (!sure && (marked || honours || para.numeral || !standsAbove(paras, at))) continue;
    para.role = "heading";
    honours = isHonours(titleOf(para));
  }
}

function isMarked(para: Para): boolean {
  if (para.mark > 0) return true;
  const whole = para.bold > 0 && para.bold >= para.text.length;
  return whole && para.text.length <= LONGEST_MARKED && !/[。；，]$/.test(para.text) && !looksSigned(para.text);
}

function isNamed(para: Para, next: Para | undefined, evidence: Evidence): boolean {
  const title = bareTitle(para.text);
  if (para.numeral || next === undefined || title.length > LONGEST_KNOWN || /[。；，]$/.test(para.text)) return false;
  return isKnownTitle(title) || evidence.inContents(title);
}

function standsAbove(paras: Para[], at: number): boolean {
  const [before, para, next] = [paras[at - 1], paras[at] as Para, paras[at + 1]];
  const { text } = para;
  if (text.length < SHORTEST || text.length > LONGEST || /[，。；：！？,;:!?…]/.test(text)) return false;
  if (!/^[\p{Script=Han}A-Za-z0-9“”《》、（）()·+\- ]+$/u.test(text) || !/\p{Script=Han}{3}/u.test(text)) return false;
  if (looksSigned(text) || /^\d/.test(text)) return false;
  const closedBefore =
    !before ||
    before.role === "heading" ||
    before.table !== null ||
    (isClosed(before.text) && !/[：:]$/.test(before.text));
  return closedBefore && next !== undefined && isBody(next, text);
}

function isBody(next: Para, title: string): boolean {
  return (
    next.role === "text" &&
    !next.numeral &&
    !next.table &&
    next.text.length >= Math.max(BODY, title.length * 2) &&
    isClosed(next.text)
  );
}

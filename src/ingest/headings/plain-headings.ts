import { isClosed } from "../signs/closing.ts";
import type { HeadingEvidence } from "./heading-evidence.ts";
import { isKnownTitle, isVolumeTitle } from "../signs/heading-words.ts";
import { isHonours } from "../text/cuts/page-cuts.ts";
import { bareTitle, paraTitle, type Para } from "../para.ts";
import { isLeadIn, isNeverHeading } from "./never-headings.ts";
import { isSignedBelow, looksSigned } from "../signs/signatures.ts";

const LONGEST_MARKED = 60;
const LONGEST_KNOWN = 20;
const LONGEST_LISTED = 60;
const MOST_COMMAS = 1;
const SHORTEST = 4;
const LONGEST = 16;
const BODY = 30;

/** Headings without a numeral: marked up, bold, known, in the contents, or a short line alone above running text. */
export function markPlainHeadings(paras: Para[], evidence: HeadingEvidence): void {
  const marked = paras.some((para) => para.mark > 0);
  if (!marked) markVolumes(paras);
  const alike = marked ? new Set<Para>() : shortLinesAlike(paras, evidence);
  let honours = false;
  for (const [at, para] of paras.entries()) {
    if (para.role === "heading") honours = isHonours(paraTitle(para));
    if (para.role !== "text" || para.table || isNeverHeading(para.text) || isSignedBelow(para, paras[at + 1])) continue;
    const sure = isMarked(para) || isNamed(para, paras[at + 1], evidence);
    if (!sure && (marked || honours || para.numeral || !(alike.has(para) || standsAbove(paras, at, BODY)))) continue;
    para.role = "heading";
    honours = isHonours(paraTitle(para));
  }
}

function isMarked(para: Para): boolean {
  if (para.mark > 0) return true;
  const whole = para.bold > 0 && para.bold >= para.text.length;
  if (!whole || para.text.length > LONGEST_MARKED || isLeadIn(para.text)) return false;
  if ((para.text.match(/[，；]/g)?.length ?? 0) > MOST_COMMAS) return false;
  return !/[。；，][”’）)]?$/.test(para.text) && !looksSigned(para.text);
}

function isNamed(para: Para, next: Para | undefined, evidence: HeadingEvidence): boolean {
  const title = bareTitle(para.text);
  if (para.numeral || next === undefined || title.length > LONGEST_LISTED || /[。；，]$/.test(para.text)) return false;
  return (title.length <= LONGEST_KNOWN && isKnownTitle(title)) || evidence.inContents(title);
}

/** 安全篇, 服务篇: two and more of them part the report. */
function markVolumes(paras: Para[]): void {
  const isVolume = (para: Para) => para.role === "text" && !para.table && isVolumeTitle(para.text);
  const volumes = paras.filter((para, i) => isVolume(para) && i + 1 < paras.length);
  if (volumes.length > 1) for (const para of volumes) para.role = "heading";
}

/** A motto below a chapter's name: short, without a stop. */
function isMotto(para: Para, above: Para | undefined): boolean {
  return above?.role === "heading" && para.text.length <= 24 && !isClosed(para.text) && !/[，、]$/.test(para.text);
}

/**
 * 安全生产 and 优质服务 between sentences, however short these are: headings together, if one of them is surely one or the file has no
 * other headings.
 */
function shortLinesAlike(paras: Para[], evidence: HeadingEvidence): Set<Para> {
  const numbered = paras.some((para) => para.numeral !== null || para.role === "item");
  const found: Para[][] = [[]];
  const sure = new Set<number>();
  for (const [at, para] of paras.entries()) {
    if (para.role === "heading") found.push([]);
    if (para.role !== "text" || para.numeral || !standsAbove(paras, at, 0)) continue;
    found.at(-1)?.push(para);
    if (isNamed(para, paras[at + 1], evidence) || standsAbove(paras, at, BODY)) sure.add(found.length - 1);
  }
  if (!numbered) return new Set(found.flat().length > 1 ? found.flat() : []);
  return new Set(found.filter((group, i) => group.length > 1 && sure.has(i)).flat());
}

function standsAbove(paras: Para[], at: number, body: number): boolean {
  const [before, para, next] = [paras[at - 1], paras[at] as Para, paras[at + 1]];
  const { text } = para;
  if (text.length < SHORTEST || text.length > LONGEST || /[，。；：！？,;:!?…]/.test(text)) return false;
  if (!/^[\p{Script=Han}A-Za-z0-9“”《》、（）()·+\- ]+$/u.test(text) || !/\p{Script=Han}{3}/u.test(text)) return false;
  if (looksSigned(text) || /^\d/.test(text)) return false;
  const closedBefore =
    !before ||
    before.role === "heading" ||
    before.table !== null ||
    isMotto(before, paras[at - 2]) ||
    (isClosed(before.text) && !/[：:]$/.test(before.text));
  return closedBefore && next !== undefined && isBody(next, text, body);
}

function isBody(next: Para, title: string, body: number): boolean {
  return (
    next.role === "text" &&
    !next.numeral &&
    !next.table &&
    next.text.length >= Math.max(body, title.length * (body > 0 ? 2 : 1)) &&
    (body > 0 ? isClosed(next.text) : /[。！？]”?$/.test(next.text))
  );
}

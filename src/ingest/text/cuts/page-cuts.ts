import { endsInCloser, hasOpenBracket, isClosed, isProse, joinCut } from "../../signs/closing.ts";
import { isKnownTitle } from "../../signs/heading-words.ts";
import type { Notes } from "../../notes.ts";
import { bareTitle, setText, paraTitle, type Para } from "../../para.ts";
import { looksSigned } from "../../signs/signatures.ts";
import { standardCandidates } from "../../signs/standard-outline.ts";

const NEVER_STARTS = /^[，。；、）”》’%％：！？]/;
const GOES_ON_AFTER_QUOTE = /^(?:[，。；、）”》%％]|[的和与及等中为是以在将并被对])/;
const LABEL = /^[\p{Script=Han}（）、]{2,10}[：:]/u;
/** A moment, an address, —END— or the title of a notice: no clause goes on after it. */
const STAMPED =
  /\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{0,4}\d{1,2}:\d{2}|^https?:\/\/\S+|》的?(?:通知|意见|函|批复|决定|公告|通报)$|^[—–-]{1,2}\s?[^—–-]{1,12}\s?[—–-]{1,2}$/;
const SHORT_TITLE = 16;
const LONG_CLAUSE = 20;
const STAMPED_LINE = 120;
/** No paragraph grows past this by joining. */
const LONGEST_JOINED = 4_000;

/** No paragraph begins with "1.5 个百分点。" */
const FIGURE_AND_UNIT =
  /^[0-9０-９]{1,6}[.．][0-9０-９]{1,4}\s?(?:[万亿]?(?:元|吨|千瓦时|平方米|公里|立方米|人次|人|户)|个百分点|%|％|倍)(?:[，。；、]|$)/;
const POINT = /^(?:一是|第一|首先|其一)/;

type Sure = "certain" | "likely";

/** Joins the parts of what must be one paragraph: a clause, a quotation or a figure that a page break cut. */
export function joinCertainCuts(paras: Para[], notes: Notes): Para[] {
  return join(paras, notes, "certain");
}

/** Joins what very likely is, once headings are known. */
export function joinLikelyCuts(paras: Para[], notes: Notes): Para[] {
  return join(paras, notes, "likely");
}

function join(paras: Para[], notes: Notes, sure: Sure): Para[] {
  const out: Para[] = [];
  let inHonours = false;
  for (const [at, para] of paras.entries()) {
    const before = out.at(-1);
    if (before && mayJoin(before, para) && isCut(before, para, paras[at + 1], sure, inHonours)) {
      noteJoin(before, para, notes);
      const marker = before.marker;
      setText(before, joinCut([before.text, para.text]));
      before.marker = marker;
      continue;
    }
    if (para.role === "heading" || isKnownTitle(paraTitle(para))) inHonours = isHonours(paraTitle(para));
    out.push(para);
  }
  return out;
}

/** A section that lists awards, whose lines end without punctuation. */
export function isHonours(title: string): boolean {
  return standardCandidates(title).some((section) => section.slug === "honours") || /荣誉|获奖|奖项|表彰/.test(title);
}

function mayJoin(before: Para, para: Para): boolean {
  if (para.broken || before.table || para.table || before.mark > 0 || para.mark > 0) return false;
  if (before.role === "heading" || para.role !== "text" || para.marker !== "") return false;
  if (before.text.length > LONGEST_JOINED) return false;
  return !isClosed(before.text) && before.bold < before.text.length && !isKnownTitle(paraTitle(before));
}

function isCut(before: Para, para: Para, next: Para | undefined, sure: Sure, inHonours: boolean): boolean {
  if (before.text.length <= STAMPED_LINE && STAMPED.test(before.text)) return false;
  if (isKnownTitle(paraTitle(para)) || (/[—-]$/.test(before.text) && POINT.test(para.text))) return false;
  if (FIGURE_AND_UNIT.test(para.text) && before.role === "text" && before.text.length >= 4) return true;
  const certain =
    /[，、（“《—-]$/.test(before.text) ||
    /\d\.$/.test(before.text) ||
    NEVER_STARTS.test(para.text) ||
    (hasOpenBracket(before.text) && (before.text.length > SHORT_TITLE || /[”》）」】]/.test(para.text.slice(0, 200))));
  if (para.numeral && (!certain || startsList(para))) return false;
  if (certain) return true;
  if (sure === "certain" || LABEL.test(para.text) || inHonours || before.role === "item") return false;
  if (looksSigned(para.text) || looksSigned(before.text)) return false;
  if (endsInCloser(before.text)) return GOES_ON_AFTER_QUOTE.test(para.text);
  if (!runsOn(before, para)) return false;
  return !mayBeHeading(para, next);
}

function runsOn(before: Para, para: Para): boolean {
  const { length } = before.text;
  return (
    isProse(before.text) || (length >= LONG_CLAUSE && isProse(para.text)) || (para.newPage && length >= SHORT_TITLE)
  );
}

/** After an unclosed line, a numeral other than 1 is more likely a figure than a new point. */
function startsList(para: Para): boolean {
  const numeral = para.numeral;
  if (!numeral) return false;
  const figure = numeral.style === "path" || numeral.style === "space" || numeral.style === "han-space";
  return !figure || isKnownTitle(bareTitle(numeral.rest));
}

function mayBeHeading(para: Para, next: Para | undefined): boolean {
  const short = para.text.length <= SHORT_TITLE && !isClosed(para.text) && !isProse(para.text);
  return short && next !== undefined && next.text.length > SHORT_TITLE;
}

function noteJoin(before: Para, para: Para, notes: Notes): void {
  const [end, start] = [before.text.slice(-14), para.text.slice(0, 14)];
  const text = `${end}⏎⏎${start}`;
  notes.info("paragraph-joined", `第 ${para.line} 行接到了上一段后面，原文在这里被分页断开。`, text, para.line);
  const doubled = [2, 1].find(
    (n) => end.length >= n && end.slice(-n) === start.slice(0, n) && /\p{Script=Han}/u.test(end.slice(-n)),
  );
  if (!doubled) return;
  const again = end.slice(-doubled);
  const message = `第 ${para.line} 行的“${again}”在断开处印了两次，已照原样保留，请对照原件核对是否多印。`;
  notes.unsure("doubled-character", message, text, para.line);
}

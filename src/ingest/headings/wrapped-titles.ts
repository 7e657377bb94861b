import type { HeadingEvidence } from "./heading-evidence.ts";
import { isKnownTitle } from "../signs/heading-words.ts";
import { isHan } from "../signs/numeral.ts";
import { isNeverHeading } from "./never-headings.ts";
import { looksSigned } from "../signs/signatures.ts";
import { bareTitle, setText, paraTitle, type Para } from "../para.ts";
import { joinCut } from "../signs/closing.ts";
import type { Notes } from "../notes.ts";

const FULL_LINE = 18;
const LONGEST_QUOTING = 50;
const LONGEST_REST = 24;
const SHORT_REST = 6;
const GOES_ON = /[的和与及、暨并]$|^[的和与及、]/;

/** A title that was too long for its line: 第三部分 …决算情况, and 说明 on the line below it, are one. */
export function joinWrappedTitles(paras: Para[], evidence: HeadingEvidence, notes: Notes): Para[] {
  const out: Para[] = [];
  for (const [at, para] of paras.entries()) {
    const before = out.at(-1);
    if (!before || !isRest(before, para, paras[at + 1], evidence)) {
      out.push(para);
      continue;
    }
    const text = `${before.text.slice(-14)}⏎${para.text}`;
    notes.info("paragraph-joined", `第 ${para.line} 行接到了上一行的标题后面，原文在这里换行。`, text, para.line);
    setText(before, joinCut([before.text, para.text]));
  }
  return out;
}

/** 关于印发《示例局考核制度, and （修订）》的通知 on the line below it. */
function closesQuotation(title: Para, rest: Para): boolean {
  if (title.table || rest.table || title.role !== "text" || rest.role !== "text" || rest.numeral || rest.newPage)
    return false;
  if (title.mark !== rest.mark || title.text.length > LONGEST_QUOTING || rest.text.length > LONGEST_REST) return false;
  return /^[^》。；]*《[^《》。；]*$/.test(title.text) && /^[^《》。；]*》[^。；，]*$/.test(rest.text);
}

function isRest(title: Para, rest: Para, next: Para | undefined, evidence: HeadingEvidence): boolean {
  if (closesQuotation(title, rest)) return true;
  if (!isHan(title.numeral?.style ?? "dot") || title.table || title.mark > 0 || title.role !== "text") return false;
  if (rest.numeral || rest.table || rest.mark > 0 || rest.newPage || rest.role !== "text") return false;
  const [a, b] = [title.text, rest.text];
  if (b.length > LONGEST_REST || /[，。；：！？,;:!?]/.test(paraTitle(title) + b)) return false;
  const joined = bareTitle((title.numeral?.rest ?? "") + b);
  if (evidence.inContents(joined)) return !evidence.inContents(bareTitle(title.numeral?.rest ?? ""));
  if (rest.gap > 0 || a.length < FULL_LINE || b.length >= a.length || isKnownTitle(bareTitle(b))) return false;
  if (looksSigned(b) || isNeverHeading(b) || evidence.inContents(bareTitle(b))) return false;
  const endsHere = next !== undefined && (next.gap > 0 || next.numeral !== null || next.table !== null);
  return endsHere && (b.length <= SHORT_REST || GOES_ON.test(a) || GOES_ON.test(b));
}

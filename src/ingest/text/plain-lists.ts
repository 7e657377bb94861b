import { isClosed } from "../signs/closing.ts";
import type { Para } from "../para.ts";

const LONGEST_AWARD = 160;
const LONGEST_POINT = 60;

/** Lists without marks, in the paragraphs of one section: lines that end with ；, awards, and points after "如下：". */
export function markLists(paras: Para[], honours: boolean): void {
  let at = 0;
  while (at < paras.length) {
    const end = listEnd(paras, at, honours);
    for (const para of paras.slice(at, end)) para.role = "item";
    at = Math.max(end, at + 1);
  }
}

const isText = (para: Para | undefined): para is Para => para !== undefined && para.role === "text" && !para.table;

function listEnd(paras: Para[], at: number, honours: boolean): number {
  const led = /[：:]$/.test(paras[at - 1]?.text ?? "");
  const opens = (para: Para | undefined) => isText(para) && belongs(para, honours, led);
  let end = at;
  while (opens(paras[end])) end++;
  const count = end - at;
  const last = paras[end - 1];
  const needsLast = last !== undefined && /[；;]$/.test(last.text);
  if (
    count >= (honours || led ? 1 : 2) &&
    needsLast &&
    isText(paras[end]) &&
    (paras[end] as Para).text.length <= LONGEST_AWARD
  )
    end++;
  else if (honours && count >= 2 && isText(paras[end]) && (paras[end] as Para).text.length <= LONGEST_POINT) end++;
  return end - at >= 2 ? end : at;
}

function belongs(para: Para, honours: boolean, led: boolean): boolean {
  const { text } = para;
  if (/[；;]$/.test(text)) return text.length <= LONGEST_AWARD * 2;
  if (isClosed(text)) return false;
  return honours ? text.length <= LONGEST_AWARD : led && text.length <= LONGEST_POINT;
}

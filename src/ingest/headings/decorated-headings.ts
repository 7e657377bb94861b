import { isClosed } from "../signs/closing.ts";
import { isTickBox } from "./never-headings.ts";
import { setText, type Para } from "../para.ts";

const MARK = /^([●■◆★▲►▶◇□☆▪◎♦❖•]|○(?![一二三四五六七八九〇○年]))\s*(?=[^\s●■◆★▲◇□☆])/u;
const ALONE = /^[【〔]([^】〕]{2,20})[】〕]$/;
const WITH_TEXT = /^【([^】]{2,16})】\s*(?=[^\s])/;
const LONGEST = 24;

/** ●绿化养护 above its text and 【学习教育】 are headings; lines with one mark in a row are a list. */
export function markDecorated(paras: Para[]): void {
  const inline = new Set(paras.filter((para) => isFree(para) && WITH_TEXT.test(para.text)));
  for (const [at, para] of paras.entries()) {
    if (!isFree(para)) continue;
    if (isAlone(para) && paras[at + 1] !== undefined) para.role = "heading";
    else if (inline.size > 1 && inline.has(para)) splitBracket(para);
    else markBulleted(paras, at);
  }
}

const isFree = (para: Para) => para.role === "text" && !para.table && !para.numeral && !isTickBox(para.text);
const markOf = (para: Para | undefined) =>
  para && !para.table && !isTickBox(para.text) ? (MARK.exec(para.text)?.[1] ?? "") : "";

function isAlone(para: Para): boolean {
  const inner = ALONE.exec(para.text)?.[1] ?? "";
  return /\p{Script=Han}{2}/u.test(inner) && !/[。；，]/.test(inner);
}

function splitBracket(para: Para): void {
  para.role = "heading";
  para.inlineAt = WITH_TEXT.exec(para.text)?.[0].length ?? 0;
}

function markBulleted(paras: Para[], at: number): void {
  const [para, next, before] = [paras[at] as Para, paras[at + 1], paras[at - 1]];
  const mark = markOf(para);
  if (mark === "") return;
  if (markOf(next) === mark || before?.marker === mark) return asMarked(para, mark);
  const title = para.text.replace(MARK, "");
  const short = title.length >= 2 && title.length <= LONGEST && !/[，。；！？：:]/.test(title) && !isClosed(title);
  if (short && mark !== "•" && next && (next.table || next.text.length >= title.length)) para.role = "heading";
}

function asMarked(para: Para, mark: string): void {
  para.role = "item";
  para.marker = mark;
  setText(para, para.text.replace(MARK, ""));
}

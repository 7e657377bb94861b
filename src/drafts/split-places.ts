import { AppError } from "../errors.ts";

export interface SplitPlace {
  /** UTF-16 units before the second part. */
  offset: number;
  before: string;
  after: string;
}

const END = /[。！？；!?;：][”’』」）)》]*\s*/gu;
const SHOWN = 18;
const MOST = 60;

/** The places at which sentences of a paragraph end, with the words on both sides. */
export const splitPlaces = (text: string): SplitPlace[] =>
  [...text.matchAll(END)]
    .map((found) => found.index + found[0].length)
    .filter((offset) => offset < text.length)
    .slice(0, MOST)
    .map((offset) => ({
      offset,
      before: text.slice(Math.max(0, offset - SHOWN), offset).trimEnd(),
      after: text.slice(offset, offset + SHOWN),
    }));

/** The place at which a second part with these first words starts. Throws `invalid` unless they are there exactly once. */
export function offsetOf(text: string, words: string): number {
  const wanted = words.trim();
  const first = wanted === "" ? -1 : text.indexOf(wanted);
  if (wanted === "") throw new AppError("invalid", "请选择分段的位置，或写出第二段开头的几个字。", "words");
  if (first < 0) throw new AppError("invalid", "这一段里没有这几个字。请从上面的段落里照抄第二段的开头。", "words");
  if (text.includes(wanted, first + 1))
    throw new AppError("invalid", "这几个字在段落里不止一处。请多写几个字。", "words");
  if (text.slice(0, first).trim() === "") throw new AppError("invalid", "第二段不能从段首开始。", "words");
  return first;
}

import { AppError } from "../../errors.ts";
import { blockText } from "../anchors.ts";
import type { Paragraph } from "../report.ts";
import { quoteWords } from "./quote-words.ts";

/** The words that are quoted of a paragraph. */
export interface Quotation {
  /** With …… if the paragraph has more before or after it. */
  text: string;
  /** Its place in the text of the paragraph, in UTF-16 units; null: the whole. */
  part: { from: number; to: number } | null;
}

const NUMBER = /^\d{1,7}$/;
/** Neither a character nor a number is cut in two: 4,60 out of 4,608 would be another number. */
const TOGETHER = /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\d０-９.,．][\d０-９%％‰]|[\d０-９][.,．%％‰])$/;

/** The nearest place in a direction at which a quotation may begin or end. */
function boundary(text: string, at: number, step: 1 | -1): number {
  let place = at;
  while (place > 0 && place < text.length && TOGETHER.test(text.slice(place - 1, place + 1))) place += step;
  return place;
}

/**
 * The whole paragraph, or the part between two places in it: never words that somebody sends along. Throws `invalid`. Decision 0251.
 */
export function quotationOf(block: Paragraph, from?: string, to?: string): Quotation {
  const whole = textOf(block);
  if (from === undefined && to === undefined) return { text: whole, part: null };
  if (block.kind === "table") throw new AppError("invalid", quoteWords.wholeTable, "from");
  const [start, end] = [from ?? "0", to ?? String(whole.length)];
  const isPlace = NUMBER.test(start) && NUMBER.test(end) && Number(start) < Number(end) && Number(end) <= whole.length;
  if (!isPlace) throw new AppError("invalid", quoteWords.badPart(whole.length), "from");
  const first = boundary(whole, Number(start), -1);
  const last = boundary(whole, Number(end), 1);
  const words = whole.slice(first, last).trim();
  if (words === "") throw new AppError("invalid", quoteWords.badPart(whole.length), "from");
  if (first === 0 && last === whole.length) return { text: whole, part: null };
  const text = `${first > 0 ? "……" : ""}${words}${last < whole.length ? "……" : ""}`;
  return { text, part: { from: first, to: last } };
}

/** As a page shows it; cells of a table are set apart. */
const textOf = (block: Paragraph) =>
  block.kind === "table" ? blockText(block).replaceAll("\t", "　").trim() : blockText(block);

/** `?from=…&to=…`, or nothing. */
export const partQuery = ({ part }: Quotation) => (part ? `?from=${part.from}&to=${part.to}` : "");

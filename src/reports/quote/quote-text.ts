import { citation } from "../formats/cite.ts";
import type { QuotedPassage } from "./passage.ts";
import type { Quotation } from "./quotation.ts";
import { quoteWords } from "./quote-words.ts";

/** The words with their source, to be pasted into an article. `accessed` is the day, as 2026-11-21. */
export function quoteText(
  { view, section, block }: QuotedPassage,
  { text }: Quotation,
  origin: string,
  accessed: string,
) {
  const demo = view.bureau.demo ? `（${quoteWords.demo}）` : "";
  return `“${text}”\n——${citation({ view, section, origin, accessed }, block.anchor)}${demo}`;
}

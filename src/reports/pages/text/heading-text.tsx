import { BrokenBetweenWords } from "../../../ui/phrases.tsx";
import { splitWithheld } from "../../../withheld.ts";
import type { ReportPageContext } from "../../formats/reading.ts";
import type { Section } from "../../report.ts";
import { headingKey } from "../../../search/mark/mark.ts";
import { pageWords } from "../page-words.ts";
import { Marked } from "./marked.tsx";

/** A shorter heading fits a line of 320 px in large type. */
const FITS_A_LINE = 7;

/** The heading of a section: with the words that were searched for marked, else broken between words alone. */
export function HeadingText({ section, reading }: { section: Section; reading: ReportPageContext }) {
  const text = section.heading || pageWords.untitled;
  const spans = reading.marked?.marks.get(headingKey(section.slug));
  const isPlain = !spans && text.length >= FITS_A_LINE && splitWithheld(text).length < 2;
  return isPlain ? <BrokenBetweenWords text={text} /> : <Marked text={text} spans={spans} />;
}

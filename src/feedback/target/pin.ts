import { blockText } from "../../reports/anchors.ts";
import type { Paragraph } from "../../reports/report.ts";

/** The passage a feedback is about, as its author saw it. */
export interface PassagePin {
  section: string | null;
  sectionHeading: string | null;
  anchor: string | null;
  quote: string | null;
}

interface Readable {
  slug: string;
  heading: string;
  blocks: readonly Paragraph[];
}

export const LONGEST_QUOTE = 2000;

const plain = (text: string) => text.replace(/\s+/gu, "").normalize("NFKC");

/**
 * Finds the passage in the sections of the revision it is said to come from. A quotation must stand there word for word
 * (spaces aside): nobody may pin words to a report that it does not say. Null if the anchor or the words are not there.
 */
export function pinTo(
  sections: readonly Readable[],
  asked: { section: string | null; anchor: string | null; quote: string | null },
): PassagePin | null {
  const { anchor, quote } = asked;
  for (const section of sections) {
    const found = section.blocks.find((block) => fits(block, anchor, quote));
    if (found) return { ...place(section), anchor: found.anchor, quote: quote ?? shorten(blockText(found)) };
  }
  if (anchor !== null || quote !== null) return null;
  const section = asked.section === null ? null : sections.find(({ slug }) => slug === asked.section);
  if (section === undefined) return null;
  return { section: null, sectionHeading: null, anchor: null, quote: null, ...(section ? place(section) : {}) };
}

const place = (section: Readable) => ({ section: section.slug, sectionHeading: section.heading });

function fits(block: Paragraph, anchor: string | null, quote: string | null): boolean {
  if (anchor === null && quote === null) return false;
  if (anchor !== null && block.anchor !== anchor && !block.was?.includes(anchor)) return false;
  return quote === null || plain(blockText(block)).includes(plain(quote));
}

const shorten = (text: string) => (text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text);

/** Whether the passage still stands in the section's current text. */
export const stillStands = (sections: readonly Readable[], quote: string) =>
  sections.some((section) => section.blocks.some((block) => plain(blockText(block)).includes(plain(quote))));

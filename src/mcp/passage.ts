import { paragraphPath, sectionPath } from "../paths.ts";
import { blockText } from "../reports/anchors.ts";
import type { Paragraph, Section } from "../reports/report.ts";
import type { ReportView } from "../reports/view.ts";

/** A passage that an assistant may quote: words of a report, their permanent address, and their revision. */
export interface CitablePassage {
  /** Frozen at the revision. */
  url: string;
  bureau: string;
  bureau_name: string;
  /** The bureau is invented. */
  demo: boolean;
  year: number;
  revision: number;
  current_revision: number;
  section: string;
  heading: string;
  /** Null if the quotation is the heading itself. */
  anchor: string | null;
  quotation: string;
}

/** A longer paragraph is quoted as far as this, and says so. */
const LONGEST_QUOTATION = 4000;

export interface Place {
  bureau: { slug: string; name: string; demo: boolean };
  year: number;
  revision: number;
  currentRevision: number;
  section: { slug: string; heading: string };
}

export const placeIn = (view: ReportView, section: Pick<Section, "slug" | "heading">): Place => ({
  bureau: view.bureau,
  year: view.year,
  revision: view.revision.number,
  currentRevision: view.currentRevision,
  section,
});

/** A paragraph to quote; null for the heading. */
export function passageOf(place: Place, block: Paragraph | null, origin: string): CitablePassage & { cut_off?: true } {
  const { bureau, year, revision, section } = place;
  const words = block ? blockText(block) : section.heading;
  const address = block
    ? paragraphPath(bureau.slug, year, section.slug, block.anchor, revision)
    : sectionPath(bureau.slug, year, section.slug, revision);
  return {
    url: origin + address,
    bureau: bureau.slug,
    bureau_name: bureau.name,
    demo: bureau.demo,
    year,
    revision,
    current_revision: place.currentRevision,
    section: section.slug,
    heading: section.heading,
    anchor: block?.anchor ?? null,
    ...quoted(words),
  };
}

function quoted(words: string): { quotation: string; cut_off?: true } {
  if (words.length <= LONGEST_QUOTATION) return { quotation: words };
  return {
    quotation: words
      .slice(0, LONGEST_QUOTATION)
      .toWellFormed()
      .replace(/\uFFFD$/, ""),
    cut_off: true,
  };
}

/** The paragraph under this anchor, or one it had in earlier revisions. */
export const paragraphAt = (blocks: readonly Paragraph[], anchor: string): Paragraph | undefined =>
  blocks.find((block) => block.anchor === anchor) ?? blocks.find(({ was }) => was?.includes(anchor));

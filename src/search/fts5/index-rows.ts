import type { Section } from "../../reports/report.ts";
import { facetTokens } from "../facets.ts";
import { lineages } from "../text/lineage.ts";
import { foldSection, indexRow, type IndexText, narrowRow } from "../text/section-text.ts";

export interface IndexRow extends IndexText {
  position: number;
  /** The row of the index if reports of the year are found by their headings only. */
  narrow: IndexText;
}

export function toIndexRows(sections: readonly Section[], year: number): IndexRow[] {
  const above = lineages(sections);
  return sections.map((section, i) => {
    const folded = foldSection(section.heading, section.blocks);
    const tokens = facetTokens({ year, standards: above[i]?.[1] ?? [] });
    return { position: section.position, ...indexRow(folded, tokens), narrow: narrowRow(folded, tokens) };
  });
}

/** The outline of a revision as search_outlines keeps it: see lineages; 0 for a section with nothing above it. */
export const outlineJson = (sections: readonly Section[]): string =>
  JSON.stringify(lineages(sections).map((entry) => (entry.every((list) => list.length === 0) ? 0 : entry)));

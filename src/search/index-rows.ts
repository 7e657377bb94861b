import type { Section } from "../reports/report.ts";
import { lineages } from "./lineage.ts";
import { foldSection, indexRow } from "./section-text.ts";

export interface IndexRow {
  position: number;
  body: string;
  chars: string;
}

export function toIndexRows(sections: readonly Section[], year: number): IndexRow[] {
  const above = lineages(sections);
  return sections.map((section, i) => ({
    position: section.position,
    ...indexRow(foldSection(section.heading, section.blocks), { year, standards: above[i]?.[1] ?? [] }),
  }));
}

/** What search_outlines keeps of a revision: see lineages; 0 for a section with nothing above it. */
export const outlineJson = (sections: readonly Section[]): string =>
  JSON.stringify(lineages(sections).map((entry) => (entry.every((list) => list.length === 0) ? 0 : entry)));

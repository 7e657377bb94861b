import type { Section } from "../../reports/report.ts";
import type { IndexDocument } from "../index-writer.ts";
import { lineages } from "../text/lineage.ts";
import { foldSection } from "../text/section-text.ts";

export interface StoredRevision {
  /** `reports.id` and `bureaus.id`. */
  report: number;
  bureau: number;
  year: number;
  number: number;
  current: boolean;
  /** All of them, with `sections.id`. */
  sections: readonly (Section & { id: number })[];
}

/** A stored revision as an engine outside the database keeps it, one document a section. */
export function documentsOf({ sections, number, ...revision }: StoredRevision): IndexDocument[] {
  const above = lineages(sections);
  const { report, bureau, year, current } = revision;
  return sections.map((section, i) => {
    const { heading, text } = foldSection(section.heading, section.blocks);
    const standards = [...new Set(above[i]?.[1])];
    return { id: section.id, report, bureau, year, revision: number, current, standards, heading, text };
  });
}

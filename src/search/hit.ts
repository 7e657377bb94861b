import type { FoldedSection } from "./text/section-text.ts";

/** Which index: sections of current revisions, or of superseded ones. */
export type SectionIndex = "sections" | "history";

/** A section that an engine found. */
export interface Hit {
  id: number;
  index: SectionIndex;
  bureauId: number;
  year: number;
  revision: number;
  publishedAt: string;
  slug: string;
  heading: string;
  path: string[];
  standards: string[];
  section: FoldedSection;
}

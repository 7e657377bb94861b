import type { Section } from "../../reports/report.ts";

export type Lineage = [above: string[], standards: string[]];

/** For each section: the headings above it, and the standard sections it belongs to, its own last. */
export function lineages(sections: readonly Section[]): Lineage[] {
  const byPosition = new Map(sections.map((section) => [section.position, section]));
  return sections.map((section) => {
    const path: string[] = [];
    const standards: string[] = [];
    for (let at: Section | undefined = section; at; at = at.parent === null ? undefined : byPosition.get(at.parent)) {
      if (at !== section) path.unshift(at.heading);
      if (at.standard !== null) standards.unshift(at.standard);
    }
    return [path, standards];
  });
}

import type { Catalog } from "../catalog-store.ts";
import { mostHits } from "../match.ts";
import type { Plan } from "../plan.ts";
import type { FoundSection } from "./found-section.ts";

/** FTS5's own constants for bm25(). */
const K1 = 1.2;
const B = 0.75;
/** A facet is an entry of the index too, of perhaps one section in so many. */
const A_FACET = 20;

/**
 * Sections in the order in which D1's index would rank them, so that both engines have the same candidates judged.
 * @param average entries a section has in that index
 */
export function asFts5Ranks(
  sections: readonly FoundSection[],
  plan: Plan,
  catalog: Catalog,
  average: number,
): FoundSection[] {
  const all = catalog.lastSection - catalog.firstSection + 1;
  const idf = (count: number) => Math.max(1e-6, Math.log((all - count + 0.5) / (count + 0.5)));
  const phrases = plan.wanted.flatMap(({ piece, forms }) =>
    forms.map((form) => ({ form, title: piece.kind === "title", weight: idf(mostHits(form, catalog.counts)) })),
  );
  const facets = plan.conditions.filters.flatMap((filter) => Object.values(filter).filter(Boolean)).length;
  const facetWeight = facets * idf(all / A_FACET);
  const scored = sections.map((section) => {
    const norm = K1 * (1 - B + (B * entriesOf(section)) / average);
    let score = (facetWeight * (K1 + 1)) / (1 + norm);
    for (const { form, title, weight } of phrases) {
      const count = occurrences(title ? section.heading : section.text, form);
      score += (weight * count * (K1 + 1)) / (count + norm);
    }
    return { section, score };
  });
  return scored.sort((a, b) => b.score - a.score || a.section.id - b.section.id).map(({ section }) => section);
}

/** One a character, one a pair of the heading's, one a facet. */
const entriesOf = ({ text, heading, standards }: FoundSection) =>
  Array.from(text).length + Math.max(1, heading.length - 1) + 2 + standards.length;

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}

import { type Catalog, sectionsIn } from "../catalog.ts";
import { mostHits } from "../query/match.ts";
import type { Phrase } from "../query/partial-terms.ts";
import type { SearchPlan } from "../query/plan.ts";
import { earned, lengthNorm } from "../ranking/bm25.ts";
import { occurrences } from "../text/occurrences.ts";
import type { FoundSection } from "./found-section.ts";

/** FTS5's own constants of its bm25(). SQLite ranks D1's candidates; these put Meilisearch's in the same order. */
const FTS5 = { k1: 1.2, b: 0.75 };
/** A facet is an entry of the index too, of perhaps one section in so many. */
const A_FACET = 20;

/** How D1's index is built, as far as its ranking depends on that. */
export interface IndexStatistics {
  sections: number;
  /** Entries of a section, on average. */
  average: number;
}

/** FTS5's weight of a phrase. */
export const idf = (count: number, { sections }: IndexStatistics) =>
  Math.max(1e-6, Math.log(Math.max(1, sections - count + 0.5) / (count + 0.5)));

/** FTS5's share of a phrase that stands `count` times in a section of so many entries. */
export const share = (count: number, entries: number, { average }: IndexStatistics) =>
  earned(FTS5, count, lengthNorm(FTS5, entries, average));

export const statisticsOf = (catalog: Catalog, average: number): IndexStatistics => ({
  sections: sectionsIn(catalog),
  average,
});

/** The phrases of the exact tier. */
export const exactPhrases = (plan: SearchPlan, { counts }: Catalog): Phrase[] =>
  plan.wanted.flatMap(({ piece, forms }) =>
    forms.map((folded) => ({ folded, title: piece.kind === "title", count: mostHits(folded, counts) })),
  );

/** Sections in the order in which D1's index would rank them, so that both engines have the same candidates judged. */
export function asFts5Ranks(
  sections: readonly FoundSection[],
  phrases: readonly Phrase[],
  plan: SearchPlan,
  statistics: IndexStatistics,
): FoundSection[] {
  const weighed = phrases.map((phrase) => ({ ...phrase, weight: idf(phrase.count, statistics) }));
  const facets = plan.filters.length;
  const facetWeight = facets * idf(statistics.sections / A_FACET, statistics);
  const scored = sections.map((section) => {
    const entries = entriesOf(section);
    let score = facetWeight * share(1, entries, statistics);
    for (const { folded, title, weight } of weighed) {
      const count = occurrences(title ? section.heading : section.text, folded);
      if (count > 0) score += weight * share(count, entries, statistics);
    }
    return { section, score };
  });
  return scored.sort((a, b) => b.score - a.score || a.section.id - b.section.id).map(({ section }) => section);
}

/** One a character, one a pair of the heading's, one a facet. */
const entriesOf = ({ text, heading, standards }: FoundSection) =>
  Array.from(text).length + Math.max(1, heading.length - 1) + 2 + standards.length;

import type { Catalog } from "../catalog.ts";
import type { Facets, FacetValue, MatchedWord, SearchHit } from "../engine.ts";
import { type Facet, forEachFacet, type SectionProperties, valuesOf } from "../facets.ts";
import type { Clue } from "./evidence.ts";
import { passage, spans } from "../text/highlight.ts";
import type { Hit } from "../hit.ts";
import type { RankedHit } from "./order.ts";
import type { SearchPlan } from "../query/plan.ts";
import { foldText } from "../text/fold.ts";
import { bestWindow, TUNING } from "./rank.ts";
import { clueBigrams } from "./clues.ts";

/** Nothing if its bureau is newer than the catalog, which was read before the hits. */
export function toSearchHit({ hit, tier, score }: RankedHit, plan: SearchPlan, catalog: Catalog): SearchHit | [] {
  const bureau = catalog.bureaus.find((candidate) => candidate.id === hit.bureauId);
  if (!bureau) return [];
  const { text } = hit.section;
  const whole = spans(
    text,
    plan.wanted.flatMap(({ forms }) => forms),
  );
  const clues = clueBigrams(plan, catalog, text);
  const marks =
    whole.length > 0 && tier === "exact"
      ? whole
      : spans(
          text,
          clues.map((clue) => clue.text),
        );
  const { anchor, snippet } = passage(hit.section, marks, focusOf(hit, clues));
  return {
    bureau: bureau.slug,
    bureauName: bureau.name,
    bureauShortName: bureau.shortName,
    year: hit.year,
    revision: hit.revision,
    current: hit.index === "sections",
    publishedAt: hit.publishedAt,
    section: hit.slug,
    heading: hit.heading,
    path: hit.path,
    anchor,
    snippet,
    score: Math.round(score * 1000) / 1000,
    tier,
    matched: matchedIn(hit, plan),
  };
}

function matchedIn({ section: { text, heading } }: Hit, { wanted, expansions }: SearchPlan): MatchedWord[] {
  const told = (word: string, forms: readonly string[]): MatchedWord => {
    const held = [...new Set(forms.filter((form) => text.includes(form)))].slice(0, MOST_FORMS);
    return { word, forms: held, inHeading: held.some((form) => heading.includes(form)) };
  };
  const words = wanted.map(({ piece, forms }) => told(piece.text, forms));
  const otherwise = expansions.map(({ said, forms }) => told(said, forms.map(foldText)));
  return [...words, ...otherwise.filter(({ forms }) => forms.length > 0)];
}

const MOST_FORMS = 4;

/** The best place in the body; the first paragraph if only the heading matches. */
function focusOf(hit: Hit, clues: readonly Clue[]): number {
  const { text, heading } = hit.section;
  const body = text.slice(heading.length);
  return heading.length + bestWindow(body, clues, TUNING.windowLength).at;
}

const propertiesOf = ({ bureauId, year, standards }: Hit): SectionProperties => ({
  bureau: [bureauId],
  year: [year],
  standards,
});

/** How many of the hits have each value of each facet. */
export function facetsOf(hits: readonly Hit[], catalog: Catalog): Facets {
  const properties = hits.map(propertiesOf);
  return forEachFacet((facet) =>
    counted(
      facet,
      properties.flatMap((each) =>
        [...valuesOf(facet, each, catalog)].map(([value, label]) => ({ value, label, count: 1 })),
      ),
    ),
  );
}

/** The same of an engine that counts sections by the values of properties. */
export const facetsOfCounts = (counts: Record<string, Record<string, number>>, catalog: Catalog): Facets =>
  forEachFacet((facet) =>
    counted(
      facet,
      Object.entries(counts[facet.property] ?? {}).flatMap(([of, count]) => {
        const entry = facet.of(of, catalog);
        return entry ? [{ ...entry, count }] : [];
      }),
    ),
  );

function counted({ order }: Facet, entries: readonly FacetValue[]): FacetValue[] {
  const values = new Map<string, FacetValue>();
  for (const entry of entries) {
    const value = values.get(entry.value);
    if (value) value.count += entry.count;
    else values.set(entry.value, { ...entry });
  }
  const byCount = (a: FacetValue, b: FacetValue) => b.count - a.count || a.value.localeCompare(b.value);
  return [...values.values()].sort(order === "newest" ? (a, b) => Number(b.value) - Number(a.value) : byCount);
}

import { standardSection } from "../../ingest/headings/standard-outline.ts";
import type { Catalog } from "../fts5/catalog-store.ts";
import type { Facets, FacetValue, SearchHit } from "../engine.ts";
import type { Clue } from "./evidence.ts";
import { passage, spans } from "../mark/highlight.ts";
import type { Hit } from "../fts5/hits-store.ts";
import type { Ordered } from "./order.ts";
import type { SearchPlan } from "../query/plan.ts";
import { bestWindow, TUNING } from "./rank.ts";
import { clueBigrams } from "./clues.ts";

/** Nothing where its bureau is newer than the catalog, which was read before the hits. */
export function toSearchHit({ hit, tier, score }: Ordered, plan: SearchPlan, catalog: Catalog): SearchHit | [] {
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
  };
}

/** The best place in the body; the first paragraph where only the heading matches. */
function focusOf(hit: Hit, clues: readonly Clue[]): number {
  const { text, heading } = hit.section;
  const body = text.slice(heading.length);
  return heading.length + bestWindow(body, clues, TUNING.windowLength).at;
}

export function facetsOf(hits: readonly Hit[], catalog: Catalog): Facets {
  const names = new Map(catalog.bureaus.map((bureau) => [bureau.id, bureau]));
  return {
    bureau: counted(hits.flatMap((hit) => names.get(hit.bureauId) ?? []).map((b) => [b.slug, b.shortName])),
    year: counted(hits.map((hit) => [String(hit.year), `${hit.year} 年`])).sort(
      (a, b) => Number(b.value) - Number(a.value),
    ),
    section: counted(
      hits.flatMap((hit) =>
        [...new Set(hit.standards)].map((slug) => [slug, standardSection(slug)?.name ?? slug] as const),
      ),
    ),
  };
}

function counted(values: readonly (readonly [string, string])[]): FacetValue[] {
  const facets = new Map<string, FacetValue>();
  for (const [value, label] of values) {
    const facet = facets.get(value);
    if (facet) facet.count++;
    else facets.set(value, { value, label, count: 1 });
  }
  return [...facets.values()].sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}

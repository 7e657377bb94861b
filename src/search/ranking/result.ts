import type { Catalog } from "../catalog.ts";
import { MOST_COUNTED, type SearchRequest, type SearchResult } from "../engine.ts";
import type { Hit } from "../hit.ts";
import { mostHits } from "../query/match.ts";
import { narrowFor, toldNarrow } from "../query/narrowed.ts";
import { type RankedHit, WHOLE } from "./order.ts";
import type { SearchPlan } from "../query/plan.ts";
import { facetsOf, toSearchHit } from "./present.ts";

/** The hits of an engine, in order. */
export interface FoundHits {
  /** The hits of the page asked for. */
  page: RankedHit[];
  /** The hits that facets are counted over. */
  counted: Hit[];
  /** They are all of the exact tier. */
  complete: boolean;
  total: number;
  totalIs: SearchResult["totalIs"];
  partial: number;
}

export const NOTHING: FoundHits = { page: [], counted: [], complete: true, total: 0, totalIs: "exact", partial: 0 };

/** The answer of any engine to a request; `took_ms` and the engine's name are for the engine to say. */
export function toResult(request: SearchRequest, plan: SearchPlan, catalog: Catalog, found: FoundHits) {
  return {
    query: request.query,
    total: found.total,
    totalIs: found.totalIs,
    notices: plan.notices,
    partial: found.partial,
    page: request.page,
    size: request.size,
    degraded: false,
    hits: found.page.flatMap((hit) => toSearchHit(hit, plan, catalog)),
    facets: facetsOf(found.counted, catalog),
    facetsComplete: found.complete,
    whole: (found.page[0]?.score ?? 0) >= WHOLE,
    understood: {
      taken: [],
      applied: false,
      rest: request.query,
      corrected: null,
      expanded: plan.expansions.map((each) => ({ ...each, searched: found.partial > 0 })),
    },
    ...toldNarrow(narrowFor(plan, catalog), { totalIs: found.totalIs, notices: plan.notices }),
    tried: triedPieces(plan, catalog),
  } satisfies Partial<SearchResult>;
}

const triedPieces = (plan: SearchPlan, { counts, narrow }: Catalog) =>
  plan.wanted.map(({ piece, forms }) => ({
    text: piece.text,
    everywhere: narrow === null || piece.kind === "title",
    count: Math.min(
      MOST_COUNTED,
      forms.reduce((sum, form) => sum + mostHits(form, counts), 0),
    ),
  }));

export const capped = (count: number, is: SearchResult["totalIs"]) =>
  count >= MOST_COUNTED ? { total: MOST_COUNTED, totalIs: "at_least" as const } : { total: count, totalIs: is };

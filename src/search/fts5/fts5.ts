import type { Database } from "../../db/client.ts";
import type { Catalog } from "../catalog.ts";
import { lastCatalog, loadCatalog } from "./catalog-store.ts";
import type { SearchEngine, SearchPorts, SearchRequest, SearchResult } from "../engine.ts";
import {
  type CandidateQuery,
  type Candidates,
  exactCandidates,
  exactQueries,
  partialCandidates,
} from "./fts5-candidates.ts";
import { findHits, readAhead } from "./hits-store.ts";
import { termsOf, termsOfQuery } from "../query/match.ts";
import { withoutExcluded } from "../query/narrowed.ts";
import { orderExact, orderPartial, type RankedHit } from "../ranking/order.ts";
import { toPlan, type SearchPlan } from "../query/plan.ts";
import { parseQuery, type Query } from "../query/query.ts";
import { capped, type FoundHits, NOTHING, toResult } from "../ranking/result.ts";
import { routeOf } from "./route.ts";
import { mostCandidates } from "../query/candidate-limits.ts";
import { splitFrequent } from "../query/frequent.ts";

/** Full text in D1 itself: bigrams find, the Worker judges. */
export const fts5Engine: SearchEngine = { name: "fts5", search, readAhead: askAhead };

/** The exact tier is asked for before the counts are known; a guess that was wrong costs the rows and no journey. */
function askAhead({ db }: SearchPorts, request: SearchRequest): void {
  const { known: catalog, reads } = request;
  if (!catalog || !reads) return;
  const query = parseQuery(request.query);
  const plan = toPlan(query, request, catalog);
  if (plan.impossible) return;
  const split = splitFrequent(plan, catalog);
  const asked = { query, request, plan, split, catalog, route: routeOf(split) };
  readAhead(db, exactQueries(asked, mostCandidates(request, split, catalog)), reads);
}

async function search(ports: SearchPorts, request: SearchRequest): Promise<SearchResult> {
  const began = performance.now();
  const query = parseQuery(request.query);
  const { plan, catalog } = await planFor(ports.db, query, request);
  const split = splitFrequent(plan, catalog);
  const route = routeOf(split);
  const found = plan.impossible ? NOTHING : await find(ports.db, { query, request, plan, split, catalog, route });
  const result = toResult(request, plan, catalog, found);
  return { ...result, engine: "fts5", took_ms: Math.round((performance.now() - began) * 10) / 10 };
}

/** A query's plan, with the catalog that knows the terms of it. */
export async function planFor(db: Database, query: Query, request: SearchRequest) {
  const kept = request.known ?? lastCatalog(db);
  const catalog = await loadCatalog(db, kept ? termsToCount(query, request, kept) : termsOfQuery(query), request.known);
  const plan = toPlan(query, request, catalog);
  const terms = termsOfPlan(query, plan);
  if (terms.every((term) => catalog.counts.has(term))) return { plan, catalog };
  const counted = await loadCatalog(db, terms);
  return { plan: toPlan(query, request, counted), catalog: counted };
}

/** Terms whose counts a search will ask for: of its words and of all that counts as them. */
export const termsToCount = (query: Query, request: SearchRequest, catalog: Catalog) =>
  termsOfPlan(query, toPlan(query, request, catalog));

const termsOfPlan = (query: Query, { wanted, expansions }: SearchPlan) => [
  ...termsOfQuery(query),
  ...[...wanted.flatMap(({ forms }) => forms.slice(1)), ...expansions.flatMap(({ forms }) => forms)].flatMap(termsOf),
];

async function find(db: Database, asked: CandidateQuery): Promise<FoundHits> {
  const { query, request, plan, split, catalog } = asked;
  const most = mostCandidates(request, split, catalog);
  const from = (request.page - 1) * request.size;
  const exact = await exactCandidates(db, asked, most, knownTotal(plan) === null);
  const ordered = orderExact(exact.hits, query, plan, catalog, request.sort);
  if (exact.full && exact.hits.length > 0) {
    const page = await pageOf(db, asked, ordered, exact);
    return { page, counted: exact.hits, complete: false, ...totalOf(plan, exact, catalog), partial: 0 };
  }
  const known = new Set(exact.hits.map((hit) => hit.id));
  const others = exact.partial ?? (await partialCandidates(db, asked, most - exact.hits.length));
  const partial = others.filter((hit) => !known.has(hit.id));
  const related = orderPartial(partial, query, plan, catalog);
  const all = [...ordered, ...related];
  return {
    page: all.slice(from, from + request.size),
    counted: ordered.length > 0 ? exact.hits : related.map(({ hit }) => hit),
    complete: ordered.length > 0,
    total: ordered.length,
    totalIs: "exact",
    partial: related.length,
  };
}

/** The index itself counts one or two characters; null for other queries. */
function knownTotal(plan: SearchPlan): number | null {
  const [only] = plan.wanted;
  const length = only?.forms.length === 1 && only.piece.kind !== "title" ? Array.from(only.piece.folded).length : 0;
  const alone = plan.wanted.length === 1 && isUnlimited(plan);
  return alone && length > 0 && length <= 2 ? plan.most : null;
}

const isUnlimited = ({ filters, excludedPieces, excludedFilters }: SearchPlan) =>
  filters.length + excludedPieces.length + excludedFilters.length === 0;

/** The total of a tier that was not fetched whole, estimated from how far back its newest sections reach. */
function totalOf(plan: SearchPlan, exact: Candidates, { firstSection, lastSection }: Catalog) {
  const known = knownTotal(plan);
  if (known !== null) return capped(known, "exact");
  const { order, limit } = exact.from;
  const newest = exact.hits.map((hit) => hit.id).sort((a, b) => b - a);
  const [seen, last] = order === "newest" ? [limit, newest[limit - 1]] : [exact.sample, exact.nthNewest];
  const share = (lastSection - (last ?? firstSection) + 1) / (lastSection - firstSection + 1);
  const estimate = Math.round(seen / Math.max(share, 1e-6));
  return capped(Math.min(plan.most, Math.max(exact.hits.length + 1, estimate)), "about");
}

/** A page of the exact tier: first those that were judged, then the others in the index's own order. */
async function pageOf(
  db: Database,
  { request, plan, catalog }: CandidateQuery,
  ordered: RankedHit[],
  exact: Candidates,
) {
  const { size } = request;
  const from = (request.page - 1) * size;
  const page = ordered.slice(from, from + size);
  if (page.length === size) return page;
  const offset = Math.max(from, ordered.length) - ordered.length + exact.from.limit;
  const rest = await findHits(db, { ...exact.from, limit: size - page.length, offset });
  const more = withoutExcluded(rest, plan, catalog);
  const known = new Set(ordered.map((hit) => hit.hit.id));
  return [
    ...page,
    ...more.filter((hit) => !known.has(hit.id)).map((hit): RankedHit => ({ hit, tier: "exact", score: 0 })),
  ];
}

import type { Ctx } from "../context.ts";
import type { Database } from "../db/client.ts";
import { loadCatalog, type Catalog } from "./catalog-store.ts";
import { MOST_COUNTED, type SearchEngine, type SearchRequest, type SearchResult } from "./engine.ts";
import { facetsOf, toSearchHit } from "./present.ts";
import { findEach, findHits, nthNewest, type Hit, type HitQuery, type Index } from "./hits-store.ts";
import { mostHits, termsOf, wantedExpression } from "./match.ts";
import { exactExpression, partialExpression, RANKED_HITS, toPlan, within, type Plan } from "./plan.ts";
import { parseQuery, type Query } from "./query.ts";
import { orderExact, orderPartial, type Ordered } from "./order.ts";
import { headingToken, phrase, toTerm } from "./tokens.ts";

/** Three rows are read for each: these four numbers keep a search of one page under 100 rows. */
const CANDIDATES = 24;
const WHOLE = 3;
const IN_HEADINGS = 5;
const SAMPLE = 14;
/** With so few exact hits the partial tier is asked for at once. */
const FEW = 6;

/** Full text in D1 itself: bigrams find, the Worker judges. */
export const fts5Engine: SearchEngine = { name: "fts5", search };

async function search(ctx: Ctx, request: SearchRequest): Promise<SearchResult> {
  const began = performance.now();
  const query = parseQuery(request.query);
  const { plan, catalog } = await planFor(ctx.db, query, request);
  const found = plan.impossible ? nothing : await find(ctx.db, query, request, plan, catalog);
  return {
    query: request.query,
    total: found.total,
    totalIs: found.totalIs,
    partial: found.partial,
    page: request.page,
    size: request.size,
    took_ms: Math.round((performance.now() - began) * 10) / 10,
    engine: "fts5",
    degraded: false,
    hits: found.page.map((hit) => toSearchHit(hit, plan, catalog)),
    facets: facetsOf(found.counted, catalog),
    facetsComplete: found.complete,
    notices: plan.notices,
    tried: plan.wanted.map(({ piece, forms }) => ({
      text: piece.text,
      count: Math.min(
        MOST_COUNTED,
        forms.reduce((sum, form) => sum + mostHits(form, catalog.counts), 0),
      ),
    })),
  };
}

async function planFor(db: Database, query: Query, request: SearchRequest) {
  const terms = query.pieces.flatMap((piece) => termsOf(piece.folded));
  let catalog = await loadCatalog(db, terms);
  const plan = toPlan(query, request, catalog);
  const more = plan.wanted.flatMap(({ forms }) => forms.slice(1).flatMap(termsOf));
  if (!more.some((term) => !catalog.counts.has(term))) return { plan, catalog };
  catalog = await loadCatalog(db, [...terms, ...more]);
  return { plan: toPlan(query, request, catalog), catalog };
}

interface Found {
  page: Ordered[];
  counted: Hit[];
  complete: boolean;
  total: number;
  totalIs: SearchResult["totalIs"];
  partial: number;
}

const nothing: Found = { page: [], counted: [], complete: true, total: 0, totalIs: "exact", partial: 0 };

async function find(db: Database, query: Query, request: SearchRequest, plan: Plan, catalog: Catalog): Promise<Found> {
  const most = Math.max(CANDIDATES, request.size);
  const from = (request.page - 1) * request.size;
  const exact = await exactCandidates(db, query, request, plan, most, catalog);
  const ordered = orderExact(exact.hits, query, plan, catalog, request.sort);
  if (exact.full) {
    const count = await countExact(db, plan, exact, catalog);
    const page = await pageOf(db, ordered, exact, from, request.size);
    return { page, counted: exact.hits, complete: false, ...count, partial: 0 };
  }
  const known = new Set(exact.hits.map((hit) => hit.id));
  const others =
    exact.partial ?? (await findEach(db, partialQueries(query, plan, most - exact.hits.length, catalog))).flat();
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

export interface Candidates {
  hits: Hit[];
  /** The partial tier, where it was clear beforehand that it would be needed. */
  partial: Hit[] | null;
  /** There are more than were fetched. */
  full: boolean;
  /** How the rest is to be fetched. */
  match: string;
  table: "fts" | "chars";
  order: "rank" | "newest";
  indexes: Index[];
  limit: number;
}

async function exactCandidates(
  db: Database,
  query: Query,
  request: SearchRequest,
  plan: Plan,
  most: number,
  catalog: Catalog,
): Promise<Candidates> {
  const indexes = indexesOf(query);
  const common = plan.most > RANKED_HITS;
  const single = common && plan.wanted.length === 1 ? commonCharacter(plan) : null;
  const order = request.sort === "newest" || common ? "newest" : "rank";
  const match = single ?? exactExpression(plan);
  const table = single === null ? "fts" : "chars";
  const limit = Math.ceil(most / indexes.length);
  const few = plan.most <= FEW ? partialQueries(query, plan, most, catalog) : null;
  const exactQueries = indexes.map((index): HitQuery => ({ index, table, match, order, limit }));
  const lists = await findEach(db, [...exactQueries, ...(few ?? [])]);
  const exact = lists.slice(0, indexes.length);
  const full = exact.some((list) => list.length === limit);
  const better = full && request.sort === "relevance" ? await findEach(db, betterQueries(query, plan, common)) : [];
  const partial = few ? lists.slice(indexes.length).flat() : null;
  return { hits: distinct([...exact, ...better].flat()), partial, full, match, table, order, indexes, limit };
}

const indexesOf = (query: Query): Index[] => (query.history ? ["sections", "history"] : ["sections"]);

/** What a full list may have missed: the whole query unbroken, and the words in headings. */
function betterQueries(query: Query, plan: Plan, common: boolean): HitQuery[] {
  const newest = { index: "sections", table: "fts", order: "newest" } as const;
  const queries: HitQuery[] = [];
  if (query.pieces.length > 1 && query.joined !== "")
    queries.push({ ...newest, match: within(plan, phrase(query.joined)), limit: WHOLE });
  if (common && plan.wanted.length > 0) queries.push({ ...newest, match: inHeadings(plan), limit: IN_HEADINGS });
  return queries;
}

/** A frequent single character: the index of bigrams would have to read all that begin with it. */
function commonCharacter(plan: Plan): string | null {
  const [wanted] = plan.wanted;
  if (!wanted || wanted.piece.kind === "title" || wanted.forms.length !== 1) return null;
  if (Array.from(wanted.piece.folded).length !== 1 || plan.excluded.length > 0) return null;
  return within(plan, `"${toTerm(wanted.piece.folded)}"`);
}

const inHeadings = (plan: Plan) =>
  exactExpression(
    plan,
    plan.wanted.map((wanted) =>
      wanted.bureauIds.length > 0 ? wantedExpression(wanted) : phrase(wanted.piece.folded, headingToken),
    ),
  );

function partialQueries(query: Query, plan: Plan, limit: number, catalog: Catalog): HitQuery[] {
  const partial = plan.wanted.length > 0 ? partialExpression(plan, catalog.counts) : null;
  if (partial === null) return [];
  const { expression: match, order } = partial;
  return indexesOf(query).map((index): HitQuery => ({ index, table: "fts", match, order, limit }));
}

async function countExact(db: Database, plan: Plan, exact: Candidates, catalog: Catalog) {
  const fetched = exact.hits.length;
  const [only] = plan.wanted;
  const terms = only?.forms.length === 1 && only.piece.kind !== "title" ? Array.from(only.piece.folded).length : 0;
  if (plan.wanted.length === 1 && terms > 0 && terms <= 2 && !plan.filter && plan.excluded.length === 0)
    return capped(plan.most, "exact");
  const newest = exact.hits.map((hit) => hit.id).sort((a, b) => b - a);
  const seen = exact.order === "newest" ? exact.limit : SAMPLE;
  const last =
    exact.order === "newest" ? newest[exact.limit - 1] : await nthNewest(db, "sections", exact.match, SAMPLE);
  const share =
    (catalog.lastSection - (last ?? catalog.firstSection) + 1) / (catalog.lastSection - catalog.firstSection + 1);
  const estimate = Math.round(seen / Math.max(share, 1e-6));
  return capped(Math.min(plan.most, Math.max(fetched + 1, estimate)), "about");
}

const capped = (count: number, is: SearchResult["totalIs"]) =>
  count >= MOST_COUNTED ? { total: MOST_COUNTED, totalIs: "at_least" as const } : { total: count, totalIs: is };

/** A page of the exact tier: first those that were judged, then the others in the index's own order. */
async function pageOf(db: Database, ordered: Ordered[], exact: Candidates, from: number, size: number) {
  const page = ordered.slice(from, from + size);
  if (page.length === size) return page;
  const offset = Math.max(from, ordered.length) - ordered.length + exact.limit;
  const [index = "sections"] = exact.indexes;
  const { table, match, order } = exact;
  const more = await findHits(db, { index, table, match, order, limit: size - page.length, offset });
  const known = new Set(ordered.map((hit) => hit.hit.id));
  return [
    ...page,
    ...more.filter((hit) => !known.has(hit.id)).map((hit): Ordered => ({ hit, tier: "exact", score: 0 })),
  ];
}

function distinct(hits: readonly Hit[]): Hit[] {
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return [...byId.values()];
}

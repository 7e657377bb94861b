import type { Database } from "../../db/client.ts";
import type { Catalog } from "./catalog-store.ts";
import type { SearchRequest } from "../engine.ts";
import { findEach, findEachAndNth, type Hit, type HitQuery, type Index } from "./hits-store.ts";
import { wantedExpression } from "../query/match.ts";
import { withoutExcluded } from "../query/narrowed.ts";
import {
  exactExpression,
  partialExpression,
  partialOfBureau,
  RANKED_HITS,
  within,
  type SearchPlan,
} from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { newestFirst, type Route } from "./route.ts";
import { headingToken, phrase } from "../text/tokens.ts";

/** Three rows are read for each, but one for each of the sample: these numbers keep a search of one page under 100 rows. */
const LIMITS = {
  candidates: 24,
  whole: 3,
  inHeadings: 5,
  /** How many of the newest are read to estimate a total. */
  sample: 14,
};
/** Where the other table is looked into for each. */
const TESTED_LIMITS = { candidates: 20, whole: 2, inHeadings: 3, sample: 4 };
/** Where the text of some has to say what is excluded, more are looked at. */
const NARROW_CANDIDATES = 60;
/** With so few exact hits the partial tier is asked for at once. */
const FEW = 6;

/** What is asked: a query, its plan, and which table answers which part. */
export interface CandidateQuery {
  query: Query;
  request: SearchRequest;
  plan: SearchPlan;
  catalog: Catalog;
  route: Route;
}

export interface Candidates {
  hits: Hit[];
  /** The partial tier, where it was clear beforehand that it would be needed. */
  partial: Hit[] | null;
  /** There are more than were fetched. */
  full: boolean;
  /** How they were fetched, and the rest is to be. */
  from: HitQuery;
  /** How many of the newest were counted, and the row id of the last; null where it was not asked for. */
  sample: number;
  nthNewest: number | null;
}

/** How many of each are fetched. */
export const limitsOf = ({ also, not }: Route) => (also === null && not === null ? LIMITS : TESTED_LIMITS);

export function mostCandidates({ request: { size }, route, plan, catalog }: CandidateQuery): number {
  const judged = catalog.narrow !== null && plan.conditions.excludedPieces.length > 0;
  return Math.max(judged ? NARROW_CANDIDATES : limitsOf(route).candidates, size);
}

/** @param counts whether the total must be estimated */
export async function exactCandidates(
  db: Database,
  asked: CandidateQuery,
  most: number,
  counts: boolean,
): Promise<Candidates> {
  const { query, request, plan, catalog, route } = asked;
  const { table, match, also, not } = route;
  const indexes = indexesOf(query);
  const order = newestFirst(request.sort, plan, route) ? "newest" : "rank";
  const limit = Math.ceil(most / indexes.length);
  const few = plan.most <= FEW ? partialQueries(asked, most) : null;
  const queries = indexes.map((index): HitQuery => ({ index, table, match, also, not, order, limit }));
  const lists = await findEach(db, [...queries, ...(few ?? [])]);
  const exact = lists.slice(0, indexes.length);
  const full = exact.some((list) => list.length === limit);
  const from: HitQuery = { index: "sections", table, match, also, not, order, limit };
  const { sample } = limitsOf(route);
  const counted = full && counts && order === "rank" ? { from, nth: sample } : null;
  const better = full && request.sort === "relevance" && !route.exactOnly ? betterQueries(asked) : [];
  const more = await findEachAndNth(db, better, counted);
  return {
    hits: distinct(withoutExcluded([...exact, ...more.lists].flat(), plan, catalog)),
    partial: few ? distinct(withoutExcluded(lists.slice(indexes.length).flat(), plan, catalog)) : null,
    full,
    from,
    sample,
    nthNewest: more.nthNewest,
  };
}

export async function partialCandidates(db: Database, asked: CandidateQuery, limit: number): Promise<Hit[]> {
  const lists = await findEach(db, partialQueries(asked, limit));
  return distinct(withoutExcluded(lists.flat(), asked.plan, asked.catalog));
}

/** Where frequent words had to be left out, half of the places are for the reports of a bureau that the query names. */
function partialQueries({ query, catalog, route }: CandidateQuery, most: number): HitQuery[] {
  const { bigrams, table } = route;
  if (bigrams.wanted.length === 0 || route.exactOnly) return [];
  const general = partialExpression(bigrams, catalog.counts);
  const ofBureau = general?.complete ? null : partialOfBureau(bigrams, catalog.counts);
  const partial = [ofBureau, general].filter((each) => each !== null);
  const limit = Math.ceil(most / Math.max(1, partial.length));
  const not = table === "fts" ? route.not : null;
  return partial.flatMap(({ expression: match, order }) =>
    indexesOf(query).map((index): HitQuery => ({ index, table: "fts", match, also: null, not, order, limit })),
  );
}

const indexesOf = (query: Query): Index[] => (query.history ? ["sections", "history"] : ["sections"]);

/** What a full list may have missed: the whole query unbroken, and the words in headings. */
function betterQueries({ query, plan, route }: CandidateQuery): HitQuery[] {
  const { bigrams, table } = route;
  const limits = limitsOf(route);
  const not = table === "fts" ? route.not : null;
  const newest = { index: "sections", table: "fts", also: null, not, order: "newest" } as const;
  const queries: HitQuery[] = [];
  if (query.pieces.length > 1 && query.joined !== "")
    queries.push({ ...newest, match: within(bigrams, phrase(query.joined)), limit: limits.whole });
  if (plan.most > RANKED_HITS && plan.wanted.length > 0)
    queries.push({ ...newest, match: inHeadings(plan, bigrams), limit: limits.inHeadings });
  return queries;
}

const inHeadings = (plan: SearchPlan, bigrams: SearchPlan) =>
  exactExpression(
    bigrams,
    plan.wanted.map((wanted) =>
      wanted.bureauIds.length > 0 ? wantedExpression(wanted) : phrase(wanted.piece.folded, headingToken),
    ),
  );

function distinct(hits: readonly Hit[]): Hit[] {
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return [...byId.values()];
}

import type { Database } from "../../db/client.ts";
import type { Catalog } from "../catalog.ts";
import type { SearchRequest } from "../engine.ts";
import type { Hit, SectionIndex } from "../hit.ts";
import { FEW, limitsOf } from "../query/candidate-limits.ts";
import { isNewestFirst, type SplitPlan } from "../query/frequent.ts";
import { withoutExcluded } from "../query/narrowed.ts";
import { RANKED_HITS, type SearchPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { phrase } from "../text/tokens.ts";
import { inHeadings, partialExpression, partialOfBureaus, within } from "./expressions.ts";
import { type Condition, findEach, findEachAndNth, type HitQuery } from "./hits-store.ts";

/** A question: a query, its plan, and which table answers which part. */
export interface CandidateQuery {
  query: Query;
  request: SearchRequest;
  plan: SearchPlan;
  split: SplitPlan;
  catalog: Catalog;
  route: Condition;
}

export interface Candidates {
  hits: Hit[];
  /** The partial tier, if it was clear beforehand that it would be needed. */
  partial: Hit[] | null;
  /** There are more than were fetched. */
  full: boolean;
  /** How they were fetched, and the rest is to be. */
  from: HitQuery;
  /** How many of the newest were counted, and the row id of the last; null if it was not asked for. */
  sample: number;
  nthNewest: number | null;
}

/** @param counts whether the total must be estimated */
export async function exactCandidates(
  db: Database,
  asked: CandidateQuery,
  most: number,
  counts: boolean,
): Promise<Candidates> {
  const { request, plan, split, catalog, route } = asked;
  const few = plan.most <= FEW ? partialQueries(asked, most) : null;
  const queries = exactQueries(asked, most);
  const { order, limit } = queries[0]!;
  const lists = await findEach(db, [...queries, ...(few ?? [])], request.reads);
  const exact = lists.slice(0, queries.length);
  const full = exact.some((list) => list.length === limit);
  const from: HitQuery = { ...route, index: "sections", order, limit };
  const { sample } = limitsOf(split);
  const counted = full && counts && order === "rank" ? { from, nth: sample } : null;
  const better = full && request.sort === "relevance" && !split.exactOnly ? betterQueries(asked) : [];
  const more = await findEachAndNth(db, better, counted);
  return {
    hits: distinct(withoutExcluded([...exact, ...more.lists].flat(), plan, catalog)),
    partial: few ? distinct(withoutExcluded(lists.slice(queries.length).flat(), plan, catalog)) : null,
    full,
    from,
    sample,
    nthNewest: more.nthNewest,
  };
}

/** The first queries: one for each index. */
export function exactQueries({ query, request, plan, split, route }: CandidateQuery, most: number): HitQuery[] {
  const indexes = indexesOf(query);
  const order = isNewestFirst(request.sort, plan, split) ? "newest" : "rank";
  const limit = Math.ceil(most / indexes.length);
  return indexes.map((index): HitQuery => ({ ...route, index, order, limit }));
}

export async function partialCandidates(db: Database, asked: CandidateQuery, limit: number): Promise<Hit[]> {
  const lists = await findEach(db, partialQueries(asked, limit), asked.request.reads);
  return distinct(withoutExcluded(lists.flat(), asked.plan, asked.catalog));
}

/** If frequent words had to be left out, half of the places are for the reports of a bureau that the query names. */
function partialQueries({ query, split, catalog, route }: CandidateQuery, most: number): HitQuery[] {
  if (split.rest.wanted.length === 0 || split.exactOnly) return [];
  const general = partialExpression(split.rest, catalog);
  const ofBureaus = general?.complete ? null : partialOfBureaus(split.rest, catalog);
  const partial = [ofBureaus, general].filter((each) => each !== null);
  const limit = Math.ceil(most / Math.max(1, partial.length));
  const not = route.table === "fts" ? route.not : null;
  return partial.flatMap(({ expression: match, order }) =>
    indexesOf(query).map((index): HitQuery => ({ index, table: "fts", match, also: null, not, order, limit })),
  );
}

const indexesOf = (query: Query): SectionIndex[] => (query.history ? ["sections", "history"] : ["sections"]);

/** Candidates that a full list may have missed: the whole query unbroken, and the words in headings. */
function betterQueries({ query, plan, split, route }: CandidateQuery): HitQuery[] {
  const limits = limitsOf(split);
  const not = route.table === "fts" ? route.not : null;
  const newest = { index: "sections", table: "fts", also: null, not, order: "newest" } as const;
  const queries: HitQuery[] = [];
  if (query.pieces.length > 1 && query.joined !== "")
    queries.push({ ...newest, match: within(split.rest, phrase(query.joined)), limit: limits.whole });
  if (plan.most > RANKED_HITS && plan.wanted.length > 0)
    queries.push({ ...newest, match: inHeadings(plan, split.rest), limit: limits.inHeadings });
  return queries;
}

function distinct(hits: readonly Hit[]): Hit[] {
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return [...byId.values()];
}

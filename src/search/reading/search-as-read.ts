import type { Catalog } from "../catalog.ts";
import { lastCatalog, loadCatalog } from "../fts5/catalog-store.ts";
import { termsToCount } from "../fts5/fts5.ts";
import type { PendingReads, SearchEngine, SearchPorts, SearchRequest, SearchResult } from "../engine.ts";
import { mostHits, termsOfQuery } from "../query/match.ts";
import { parseQuery, type Query } from "../query/query.ts";
import { toQueryText } from "../query/rewrite.ts";
import { foldText } from "../text/fold.ts";
import { WHOLE } from "../ranking/order.ts";
import { correct } from "./correct.ts";
import { type QueryReading, understand, withoutYears } from "./understand.ts";

/** The engine in use, and the parts of the context that it may touch. */
export type SearchContext = SearchPorts & { search: SearchEngine };

/** So many candidates tell whether a query stands unbroken in a report, and leave rows for the search as it was read. */
const PROBE = 6;
const PROBED = { page: 1, size: PROBE, most: PROBE };
const READ = 20;
/** A year alone may be one that reports write about: their sections of that year have to say nearly as much as all others. */
const LEAST_SHARE = 0.85;

/**
 * Searches for the words as they stand, or as people mean them: bureaus and years in running text as limits, a wrong
 * character put right. What stands unbroken in a report goes before any reading of it.
 */
export async function searchAsRead(ctx: SearchContext, asked: SearchRequest): Promise<SearchResult> {
  const query = parseQuery(asked.query);
  const known = lastCatalog(ctx.db);
  const reads: PendingReads = new Map();
  const terms = known ? askAhead(ctx, query, { ...asked, known: guessed(known), reads }) : termsOfQuery(query);
  const request = { ...asked, known: await loadCatalog(ctx.db, terms), reads };
  if (request.known !== known) reads.clear();
  if (query.pieces.every(({ kind }) => kind !== "word")) return ctx.search.search(ctx, request);
  const reading = understand(query, request, request.known, ctx.now().getFullYear());
  if (!reading) return putRight(ctx, query, request);
  const result = (await asRead(ctx, request, reading)) ?? (await putRight(ctx, query, request));
  return result.understood.applied ? result : told(result, asked, reading, false);
}

/** The first questions of the searches below, asked while the counts of the terms are. Answers the terms to count. */
function askAhead(ctx: SearchContext, query: Query, request: SearchRequest & { known: Catalog }): string[] {
  const isWords = query.pieces.some(({ kind }) => kind === "word");
  const reading = isWords ? understand(query, request, request.known, ctx.now().getFullYear()) : null;
  const most = Math.max(READ, request.size);
  const first: SearchRequest[] = reading
    ? [
        { ...request, ...PROBED },
        ...(reading.rest === "" ? [] : [{ ...reading.request, ...PROBED, facets: request.facets }]),
        { ...reading.request, most },
      ]
    : [request];
  for (const each of first) ctx.search.readAhead?.(ctx, each);
  return first.flatMap((each) => termsToCount(parseQuery(each.query), each, request.known));
}

/** So many sections are said to hold a term that nobody has counted: few enough to be ranked, too many for every tier at once. */
const GUESS = 12;

/** Terms that are not kept are not frequent: the frequent ones are read with the catalog. */
const guessed = (catalog: Catalog): Catalog => ({ ...catalog, counts: new GuessedCounts(catalog.counts) });

class GuessedCounts extends Map<string, number> {
  readonly #known: ReadonlyMap<string, number>;
  constructor(known: ReadonlyMap<string, number>) {
    super();
    this.#known = known;
  }
  override get(term: string) {
    return this.#known.get(term) ?? GUESS;
  }
  override has() {
    return true;
  }
}

/** The search within the limits that stand in the words; null if the words as they stand say more. */
async function asRead(ctx: SearchContext, asked: SearchRequest, reading: QueryReading): Promise<SearchResult | null> {
  const [literal, anywhere, read] = await Promise.all([
    ctx.search.search(ctx, { ...asked, ...PROBED }),
    reading.rest === "" ? null : ctx.search.search(ctx, { ...reading.request, ...PROBED, facets: asked.facets }),
    putRight(ctx, parseQuery(reading.rest), { ...reading.request, most: Math.max(READ, asked.size) }),
  ]);
  if (literal.whole) return null;
  if (isMeant(reading, read, anywhere)) return told(read, asked, reading, true);
  const wider = withoutYears(reading, asked);
  if (!wider) return null;
  const less = await putRight(ctx, parseQuery(wider.rest), { ...wider.request, most: Math.max(READ, asked.size) });
  return less.total + less.partial > 0 ? told(less, asked, wider, true) : null;
}

/** Who names a bureau means it. */
function isMeant({ taken, rest }: QueryReading, read: SearchResult, anywhere: SearchResult | null): boolean {
  if (read.total + read.partial === 0) return false;
  if (rest === "" || taken.some(({ kind }) => kind !== "year")) return true;
  return saysOf(read) >= LEAST_SHARE * saysOf(anywhere);
}

const saysOf = (result: SearchResult | null) => (result?.hits[0]?.score ?? 0) % WHOLE;

const told = (
  result: SearchResult,
  { query }: SearchRequest,
  { taken, rest }: QueryReading,
  applied: boolean,
): SearchResult => ({ ...result, query, understood: { ...result.understood, taken, rest, applied } });

/** Marks at the end of a word that no report has there do not turn its hits into none. */
async function withoutEndMarks(ctx: SearchContext, query: Query, request: SearchRequest): Promise<SearchResult> {
  const result = await ctx.search.search(ctx, request);
  const counts = request.known?.counts;
  if (result.total > 0 || !counts) return result;
  const pieces = query.pieces.map((piece) => ({ ...piece, text: piece.text.replace(END_MARKS, "") }));
  const isSame = pieces.every(({ text }, i) => text === query.pieces[i]?.text || text === "");
  if (isSame || pieces.some(({ text }) => !/\d/.test(text) && mostHits(foldText(text), counts) === 0)) return result;
  const bare = await ctx.search.search(ctx, { ...request, query: toQueryText({ ...query, pieces }) });
  return bare.total > 0 ? { ...bare, query: result.query } : result;
}

const END_MARKS = /[!?！？。．.~～…，,、；;：:]+$/u;

/** With a wrong character put right, if no report has the typed words whole and some report has the others. */
async function putRight(ctx: SearchContext, query: Query, request: SearchRequest): Promise<SearchResult> {
  const isLeft = request.plain?.includes("correction") || !request.known;
  const correction = isLeft || !request.known ? null : await correct(ctx.db, query, request.known);
  if (!correction) return withoutEndMarks(ctx, query, request);
  const [literal, right] = await Promise.all([
    ctx.search.search(ctx, { ...request, ...PROBED }),
    ctx.search.search(ctx, { ...request, query: correction.query }),
  ]);
  const isBetter = right.total > 0 || (correction.isSure && right.partial > 0);
  if (literal.whole || literal.total > 0 || !isBetter) return ctx.search.search(ctx, request);
  const { from, to } = correction;
  return { ...right, query: request.query, understood: { ...right.understood, corrected: { from, to } } };
}

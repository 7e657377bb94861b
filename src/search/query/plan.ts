import type { Catalog } from "../fts5/catalog-store.ts";
import type { SearchRequest } from "../engine.ts";
import { isImpossible, resolveFacets, resolveFilters } from "./filters.ts";
import {
  anyOf,
  filterExpression,
  mostHits,
  mostWanted,
  toWanted,
  wantedExpression,
  type FacetFilter,
  type MatchRequest,
} from "./match.ts";
import { foldText } from "../text/fold.ts";
import type { QueryPiece, Query } from "./query.ts";
import { bureauToken, headingToken, phrase, toTerm } from "../text/tokens.ts";

/** Up to here every hit is ranked by FTS5; beyond, the newest are taken, those with it in the heading first. */
export const RANKED_HITS = 2500;
/** How many postings the partial tier may touch: the rarest terms first. */
const PARTIAL_POSTINGS = 2500;
/** With a filter fewer of them are ranked, and there is less to choose from. */
const FILTERED_POSTINGS = 10_000;
export const RARE_CHARACTER = 400;
/** What stands between two characters that were copied without their punctuation. */
export const BETWEEN = [",", "。", "、", ";", ":", '"', "(", ")", "《", "》", "-", ".", '"、"', "》、《", "/"];
const MOST_GAPS = 3;

export interface Conditions {
  /** All of them hold. */
  filters: FacetFilter[];
  excludedPieces: QueryPiece[];
  /** None of them holds; each is of one kind. */
  excludedFilters: FacetFilter[];
}

export interface SearchPlan {
  wanted: MatchRequest[];
  titles: QueryPiece[];
  filter: string | null;
  excluded: string[];
  /** The same filters and exclusions for an engine that has another language. */
  conditions: Conditions;
  /** Nothing can match: a filter names what does not exist, or nothing was asked. */
  impossible: boolean;
  notices: string[];
  /** Upper bound of the exact tier's size. */
  most: number;
}

export function toPlan(query: Query, request: SearchRequest, catalog: Catalog): SearchPlan {
  const named = resolveFilters(query.filters, catalog);
  const faceted = resolveFacets(request, catalog);
  const without = resolveFilters(query.excludedFilters, catalog);
  const titled = (name: string): QueryPiece => ({ text: name, folded: foldText(name), kind: "title" });
  const extra = named.headings.map(titled);
  const wanted = toWanted([...query.pieces, ...extra], catalog);
  const filters = [filterExpression(named.filter), filterExpression(faceted.filter)].filter((part) => part !== null);
  const excludedPieces = [...query.excluded, ...without.headings.map(titled)];
  const excludedFilters = excludedFacets(without.filter);
  const excluded = [
    ...excludedPieces.map((piece) => phrase(piece.folded, piece.kind === "title" ? headingToken : undefined)),
    ...excludedFilters.flatMap((filter) => filterExpression(filter) ?? []),
  ];
  const notices = [...query.notices, ...named.notices, ...faceted.notices, ...describe(wanted, catalog)];
  const empty = wanted.length === 0 && filters.length === 0;
  if (empty && excluded.length > 0) notices.push("只写了要排除的词。请再写上要找的词，例如 志愿服务 -进博会。");
  return {
    wanted,
    titles: extra,
    filter: filters.length > 0 ? filters.join(" AND ") : null,
    excluded,
    conditions: { filters: [named.filter, faceted.filter], excludedPieces, excludedFilters },
    impossible: empty || isImpossible(named.filter) || isImpossible(faceted.filter),
    notices,
    most: Math.min(Infinity, ...wanted.map((piece) => mostWanted(piece, catalog.counts))),
  };
}

const excludedFacets = ({ bureauIds, years, standards }: FacetFilter) =>
  [
    { bureauIds, years: null, standards: null },
    { bureauIds: null, years, standards: null },
    { bureauIds: null, years: null, standards },
  ].filter((filter) => !isImpossible(filter) && filterExpression(filter) !== null);

function describe(wanted: readonly MatchRequest[], catalog: Catalog): string[] {
  return wanted.flatMap(({ piece, forms, bureauIds }) => {
    const notices: string[] = [];
    if (forms.length > 1) notices.push(`“${piece.text}”也按“${forms.slice(1).join("”“")}”查找。`);
    const names = catalog.bureaus.filter((bureau) => bureauIds.includes(bureau.id)).map((bureau) => bureau.shortName);
    if (names.length > 0) notices.push(`“${piece.text}”是单位名称，${names.join("、")}的报告都算符合。`);
    return notices;
  });
}

/** The MATCH expression of the exact tier; `also` adds conditions. */
export function exactExpression(
  plan: SearchPlan,
  pieces: readonly string[] = plan.wanted.map(wantedExpression),
): string {
  return within(plan, pieces.join(" AND "));
}

/** An expression with the plan's filters and exclusions put on it. */
export function within(plan: SearchPlan, expression: string): string {
  const all = [expression, plan.filter].filter(Boolean).join(" AND ");
  return plan.excluded.length > 0 ? `(${all}) NOT ${anyOf(plan.excluded)}` : all;
}

/** How many postings the plan's partial tier may touch. */
export const postingsOf = ({ filter }: SearchPlan) => (filter === null ? PARTIAL_POSTINGS : FILTERED_POSTINGS);

export interface PartialPlan {
  expression: string;
  order: "rank" | "newest";
  /** No term had to be left out for its frequency. */
  complete: boolean;
}

/** How many terms of a question are looked for in the reports of the bureau that it names. */
const MOST_TERMS = 60;

/**
 * Where a query names a bureau: any term of its other pieces, however frequent, in that bureau's reports, which are few.
 * Null for other queries.
 */
export function partialOfBureau(plan: SearchPlan, counts: ReadonlyMap<string, number>): PartialPlan | null {
  const tokens = plan.wanted.flatMap(({ bureauIds }) => bureauIds.map((id) => `"${bureauToken(id)}"`));
  const asked = plan.wanted.filter(({ bureauIds }) => bureauIds.length === 0);
  const parts = new Set(asked.flatMap(({ forms }) => forms.flatMap(rareParts)));
  const terms = [...parts].filter((part) => mostHits(part, counts) > 0).slice(0, MOST_TERMS);
  if (tokens.length === 0 || terms.length === 0) return null;
  const expression = `${anyOf(terms.map((part) => phrase(part)))} AND ${anyOf(tokens)}`;
  return { expression: within(plan, expression), order: "rank", complete: true };
}

/** The partial tier: any of the query's rarer terms, within the postings budget. Null where none is in the index. */
export function partialExpression(plan: SearchPlan, counts: ReadonlyMap<string, number>): PartialPlan | null {
  const terms = new Map<string, number>();
  const gaps = new Set<string>();
  for (const { piece, forms } of plan.wanted) {
    const mark = piece.kind === "title" ? headingToken : (term: string) => term;
    for (const form of forms) for (const part of rareParts(form)) terms.set(phrase(part, mark), mostHits(part, counts));
    for (const char of piece.folded.replace(LATIN_WORDS, "")) {
      const count = counts.get(toTerm(char)) ?? 0;
      if (count <= RARE_CHARACTER) terms.set(`"${mark(toTerm(char))}"*`, count);
    }
    for (const gap of gapsOf(piece.folded, counts)) gaps.add(gap);
  }
  const rarest = [...terms].filter(([, count]) => count > 0).sort((a, b) => a[1] - b[1]);
  const chosen: string[] = [...gaps];
  const most = postingsOf(plan);
  let postings = 0;
  for (const [term, count] of rarest) {
    if (chosen.length > gaps.size && postings + count > most) break;
    chosen.push(term);
    postings += count;
  }
  for (const { bureauIds } of plan.wanted)
    for (const id of bureauIds) if (chosen.length === 0) chosen.push(`"_b${id}"`);
  if (chosen.length === 0) return null;
  const complete = chosen.length === gaps.size + rarest.length;
  return { expression: within(plan, anyOf(chosen)), order: postings > most ? "newest" : "rank", complete };
}

/** Numbers and Latin words: two letters of one say nothing. */
const LATIN_WORDS = /[0-9a-z]{3,}/g;

/** What of a folded string to look for where it does not stand whole: its bigrams, but numbers and Latin words whole. */
export function rareParts(folded: string): string[] {
  const whole = folded.match(LATIN_WORDS) ?? [];
  const rest = folded.replace(LATIN_WORDS, (word) => `${word.charAt(0)} ${word.slice(-1)}`);
  const pairs = rest.split(" ").flatMap((part) => {
    const chars = Array.from(part);
    return chars.slice(0, -1).map((char, i) => `${char}${chars[i + 1]}`);
  });
  return [...whole, ...pairs];
}

/** Neighbours in the query that may have punctuation between them in the text. */
function gapsOf(folded: string, counts: ReadonlyMap<string, number>): string[] {
  const chars = Array.from(folded);
  const gaps: string[] = [];
  let pairs = 0;
  for (let i = 0; i + 1 < chars.length && pairs < MOST_GAPS; i++) {
    const pair = `${chars[i]}${chars[i + 1]}`;
    if (chars.length > 4 && mostHits(pair, counts) > 0) continue;
    pairs++;
    for (const between of BETWEEN) gaps.push(phrase(`${chars[i]}${between}${chars[i + 1]}`));
  }
  return gaps;
}

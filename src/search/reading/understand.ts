import type { Catalog } from "../catalog.ts";
import type { SearchRequest } from "../engine.ts";
import { type FacetChoice, type FacetKind, FACETS, type TakenFacet } from "../facets.ts";
import type { Query, QueryPiece } from "../query/query.ts";
import { toQueryText } from "../query/rewrite.ts";
import { fold } from "../text/fold.ts";
import { contentParts, isAskingOnly } from "../text/question-words.ts";
import { coreName, type FoundName, namesIn } from "../query/names.ts";
import { isYear, yearsIn } from "./years.ts";

/** A query read as a question about some bureaus or years. */
export interface QueryReading {
  taken: TakenFacet[];
  /** The rest to search for, as it could be typed; empty if the query is nothing but names. */
  rest: string;
  /** The same question with its limits as facets. */
  request: SearchRequest;
}

/** Words about reports as such say nothing beside a bureau or a year. */
const ABOUT_REPORTS = /^(?:的)?(?:社会责任|年度)?(?:报告|年报)(?:里|中|上|原文)?$/u;
/** Characters that join a name to the rest. */
const JOINING = /^(?:的|在|里|中|是|度|,|、|:|。|-)+|(?:的|在|,|、|:|。|[?!])+$/gu;

/**
 * Decision 0170. `today` is the year. Null if no word is a limit, or if every limit was asked to be left as it is.
 */
export function understand(query: Query, request: SearchRequest, catalog: Catalog, today: number): QueryReading | null {
  const taken: TakenFacet[] = [];
  const pieces: QueryPiece[] = [];
  for (const piece of query.pieces) {
    const found = piece.kind === "word" ? findLimits(piece, query.pieces.length > 1, request, catalog, today) : [];
    if (found.length === 0) pieces.push(piece);
    else {
      taken.push(...found.map(({ kind, values, text, label }) => ({ kind, values, text, label })));
      pieces.push(...remains(piece, found));
    }
  }
  if (taken.length === 0) return null;
  const content = pieces.filter(
    ({ folded, kind }) => kind !== "word" || !(ABOUT_REPORTS.test(folded) || isAskingOnly(folded)),
  );
  const rest = toQueryText({ ...query, pieces: content });
  return {
    taken,
    rest,
    request: { ...request, query: rest, said: query.joined, facets: withTaken(request.facets, query, taken) },
  };
}

/** The same with its years as words, which may be those of something else; null if it has none, or nothing else. */
export function withoutYears({ taken, rest, request }: QueryReading, asked: SearchRequest): QueryReading | null {
  const others = taken.filter(({ kind }) => kind !== "year");
  if (others.length === 0 || others.length === taken.length) return null;
  const facets = { ...request.facets };
  delete facets.year;
  const years = taken.filter(({ kind, text }) => kind === "year" && /\d{4}/.test(text)).map(({ text }) => text);
  const query = [rest, ...years].filter(Boolean).join(" ");
  return {
    taken: others,
    rest: query,
    request: { ...request, query, facets: { ...facets, ...yearsOf(asked.facets) } },
  };
}

const yearsOf = ({ year }: FacetChoice): FacetChoice => (year ? { year } : {});

type FoundLimit = TakenFacet & { from: number; to: number };

function findLimits(
  piece: QueryPiece,
  isBesideOthers: boolean,
  { plain }: SearchRequest,
  catalog: Catalog,
  today: number,
): FoundLimit[] {
  const { text: folded, start, end } = fold(piece.text);
  const typed = (from: number, to: number) => piece.text.slice(start[from] ?? 0, end[to - 1] ?? piece.text.length);
  const core = isBesideOthers ? coreName(folded, catalog) : null;
  const whole = core ? [core] : namesIn(folded, catalog);
  const names = [...whole, ...coresBesideYears(folded, whole, catalog, today)].map(
    ({ kind, values, from, to }): FoundLimit => {
      const labelOf = FACETS.find((facet) => facet.kind === kind)?.labelOf;
      const label = values.map((value) => labelOf?.(value, catalog) ?? value).join("、");
      return { kind, values, from, to, text: typed(from, to), label };
    },
  );
  const isTaken = (from: number, to: number) => names.some((name) => from < name.to && name.from < to);
  const years = numbersIn(folded, names, catalog, today)
    .filter(({ from, to }) => !isTaken(from, to))
    .map(({ from, to, years: named, relative }): FoundLimit => {
      const text = typed(from, to);
      const span = named.length > 1 ? `${named[0]}–${named.at(-1)}` : String(named[0]);
      const label = relative ? `${text}（${span}年度）` : `${span}年度`;
      return { kind: "year", values: named.map(String), from, to, text, label };
    });
  return [...names, ...years].filter(({ kind }) => !plain?.includes(kind)).sort((a, b) => a.from - b.from);
}

/** 北塔2024年水质: a core that stands right before a year with its word. */
function coresBesideYears(folded: string, names: readonly FoundName[], catalog: Catalog, today: number): FoundName[] {
  if (names.some(({ kind }) => kind === "bureau")) return [];
  return yearsIn(folded, today, catalog.years).flatMap(({ from }) => {
    const core = coreName(folded.slice(0, from).replace(/的$/u, ""), catalog);
    return core ? [core] : [];
  });
}

/** Words after a number that counts something: 2000小时 is no year. */
const UNIT = /^[年月日个人名位件户次元万亿千百吨米公里小时天份条座台度家只辆%比]/u;

/** Years with their word, and numbers of years alone, at an end, or right beside a name. */
function numbersIn(folded: string, names: readonly FoundLimit[], { years }: Catalog, today: number) {
  const named = yearsIn(folded, today, years);
  const bare = /(?<![\d.,])(?:19|20)\d\d(?![\d.,]|年)/gu;
  for (const { index: from, 0: digits } of folded.matchAll(bare)) {
    const to = from + digits.length;
    const isBeside = names.some((name) => name.to === from || name.from === to);
    const isAtEnd = to === folded.length || (from === 0 && !UNIT.test(folded.slice(to)));
    if ((isAtEnd || isBeside) && isYear(digits, years) && !named.some((each) => from < each.to && each.from < to))
      named.push({ from, to, years: [Number(digits)], relative: false });
  }
  return named;
}

function remains(piece: QueryPiece, found: readonly FoundLimit[]): QueryPiece[] {
  const { text: folded, start, end } = fold(piece.text);
  const parts: QueryPiece[] = [];
  let at = 0;
  for (const { from, to } of [...found, { from: folded.length, to: folded.length }]) {
    const text = piece.text.slice(start[at] ?? piece.text.length, at < from ? end[from - 1] : start[at]);
    for (const bare of wordsOf(fold(text).text)) parts.push({ text: bare, folded: bare, kind: "word" });
    at = to;
  }
  return parts;
}

/** The words that say something; a character left between words that ask says nothing, unless nothing else does: 管哪几个区. */
function wordsOf(folded: string): string[] {
  const bare = (text: string) => text.replaceAll(JOINING, "");
  const words = contentParts(folded).map(bare).filter(Boolean);
  const longer = words.filter((word) => !/^\p{Script=Han}$/u.test(word));
  if (longer.length > 0) return longer;
  const whole = bare(folded);
  return words.length > 0 && whole !== "" ? [whole] : [];
}

/** A chosen or typed filter outweighs a name in running text. */
function withTaken(chosen: FacetChoice, query: Query, taken: readonly TakenFacet[]): FacetChoice {
  const facets: Partial<Record<FacetKind, readonly string[]>> = { ...chosen };
  for (const { kind, values } of taken)
    if ((chosen[kind] ?? []).length === 0 && query.filters[kind].length === 0)
      facets[kind] = [...new Set([...(facets[kind] ?? []), ...values])];
  return facets;
}

import { type FacetKind, FACETS, forEachFacet, type KindOfFacet } from "../facets.ts";
import { foldText } from "../text/fold.ts";

export interface QueryPiece {
  /** As typed, to tell people which words were searched. */
  text: string;
  folded: string;
  /** `word` may match through a synonym, `phrase` only literally, `title` only in a heading. */
  kind: "word" | "phrase" | "title";
}

/** The text typed after the name of a facet. */
export type Filters = Record<FacetKind, string[]>;

export interface Query {
  pieces: QueryPiece[];
  excluded: QueryPiece[];
  filters: Filters;
  excludedFilters: Filters;
  /** `修订:全部`: superseded revisions too. */
  history: boolean;
  /** The whole query as one folded string, for passages copied with spaces and line breaks. */
  joined: string;
  /** The ignored parts, in Chinese sentences. */
  notices: string[];
}

export const LONGEST_QUERY = 600;
const MOST_PIECES = 32;

const QUOTES: Record<string, string> = { '"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂" };
/** The name of a field is Han characters: a quotation after it may hold white space. */
const FIELD = /^(\p{Script=Han}{1,4})[:：]/u;
const HISTORY = "修订";
const WORDLESS = /^[\p{P}\p{S}]*$/u;

export const noFilters = (): Filters => forEachFacet(() => []);

export function parseQuery(input: string): Query {
  const query: Query = {
    pieces: [],
    excluded: [],
    filters: noFilters(),
    excludedFilters: noFilters(),
    history: false,
    joined: "",
    notices: [],
  };
  const literal: string[] = [];
  for (const token of joinNumbers(split(shorten(input, query)))) {
    const negative = /^[-－](?=.)/u.test(token);
    const body = negative ? token.slice(1) : token;
    if (takeField(body, negative, query)) continue;
    if (negative) addPiece(query.excluded, toPiece(body));
    else {
      addPiece(query.pieces, toPiece(body));
      literal.push(body);
    }
  }
  settle(query);
  query.joined = foldText(literal.join(""));
  return query;
}

function shorten(input: string, query: Query): string {
  const chars = Array.from(input.toWellFormed());
  if (chars.length <= LONGEST_QUERY) return input.toWellFormed();
  query.notices.push(`查询太长，只用了前 ${LONGEST_QUERY} 个字。`);
  return chars.slice(0, LONGEST_QUERY).join("");
}

/** Splits at white space, but not inside a pair of quotes that stands as a word of its own. */
function split(input: string): string[] {
  const tokens: string[] = [];
  let i = 0;
  while (i < input.length) {
    if (/\s|\p{Cc}/u.test(input.charAt(i))) {
      i++;
      continue;
    }
    const end = quotedEnd(input, i) ?? wordEnd(input, i);
    tokens.push(input.slice(i, end));
    i = end;
  }
  return tokens;
}

/** 9 000 is one number, written as some write it. */
function joinNumbers(tokens: readonly string[]): string[] {
  const joined: string[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last !== undefined && /^\d{1,3}(?:\d{3})*$/.test(last) && /^\d{3}(?!\d)/.test(token))
      joined[joined.length - 1] += token;
    else joined.push(token);
  }
  return joined;
}

function wordEnd(input: string, from: number): number {
  const offset = input.slice(from).search(/\s|\p{Cc}/u);
  return offset < 0 ? input.length : from + offset;
}

function quotedEnd(input: string, from: number): number | null {
  const lead = /^[-－]?(?:[\p{Script=Han}]{1,4}[:：])?/u.exec(input.slice(from, from + 7))?.[0].length ?? 0;
  const close = QUOTES[input.charAt(from + lead)];
  if (close === undefined) return null;
  const end = input.indexOf(close, from + lead + 1);
  const after = input.charAt(end + 1);
  return end > from + lead + 1 && (after === "" || /\s|\p{Cc}/u.test(after)) ? end + 1 : null;
}

function unquote(text: string): string | null {
  const close = QUOTES[text.charAt(0)];
  return close !== undefined && text.length > 2 && text.endsWith(close) ? text.slice(1, -1) : null;
}

function toPiece(token: string): QueryPiece {
  const title = /^(?:标题|標題)[:：](?=.)/u.exec(token)?.[0];
  const text = title ? token.slice(title.length) : token;
  const quoted = unquote(text);
  const kind = title ? "title" : quoted === null ? "word" : "phrase";
  return { text: quoted ?? text, folded: foldText(quoted ?? text), kind };
}

function addPiece(pieces: QueryPiece[], piece: QueryPiece) {
  if (piece.folded === "") return;
  if (!pieces.some((other) => other.folded === piece.folded && other.kind === piece.kind)) pieces.push(piece);
}

const FACET_OF = new Map(FACETS.flatMap((facet) => facet.fields.map((name) => [name, facet] as const)));

function takeField(token: string, negative: boolean, query: Query): boolean {
  const [field = "", name = ""] = FIELD.exec(token) ?? [];
  const raw = token.slice(field.length);
  const value = unquote(raw) ?? raw;
  if (field === "" || value === "") return false;
  const folded = foldText(name);
  const facet = FACET_OF.get(folded);
  if (facet) return takeFilter(facet, value, negative, query);
  if (folded !== HISTORY || foldText(value) !== "全部") return false;
  query.history = true;
  return true;
}

function takeFilter(facet: KindOfFacet, value: string, negative: boolean, query: Query): boolean {
  const misread = facet.misread?.(value);
  if (misread !== undefined) {
    query.notices.push(misread);
    return false;
  }
  const filters = negative ? query.excludedFilters : query.filters;
  filters[facet.kind].push(value);
  return true;
}

function settle(query: Query) {
  const worded = query.pieces.filter((piece) => !WORDLESS.test(piece.folded));
  if (worded.length > 0) query.pieces = worded;
  if (query.pieces.length > MOST_PIECES) {
    query.notices.push(`词太多，只用了前 ${MOST_PIECES} 个词。`);
    query.pieces = query.pieces.slice(0, MOST_PIECES);
  }
  if (query.excluded.length > MOST_PIECES) {
    query.notices.push(`排除的词太多，只用了前 ${MOST_PIECES} 个。`);
    query.excluded = query.excluded.slice(0, MOST_PIECES);
  }
}

import { FACET_KINDS, type FacetKind, forEachFacet } from "./facets.ts";
import { PLAIN, type SearchParams } from "./search-reports.ts";

/** The question in an address, tidied but not judged: `page` and the like are still text. Decision 0080. */
export interface SearchAddress extends Record<FacetKind, string[]> {
  q: string;
  /** The parts of the words that are taken as they were typed. */
  plain: string[];
  sort: string;
  page: string;
  size: string;
}

const SEARCH_PARAMETERS: readonly string[] = ["q", ...FACET_KINDS, "plain", "sort", "page", "size"];

type Queries = Readonly<Record<string, readonly string[] | undefined>>;

/** One form for all ways of asking the same: white space, repeated facets, spelled-out defaults. */
export function parseSearchAddress(queries: Queries): SearchAddress {
  const first = (name: string) => queries[name]?.[0] ?? "";
  const unless = (value: string, usual: string) => (value === usual ? "" : value);
  return {
    q: tidy(first("q")),
    ...forEachFacet(({ kind }) => [...new Set(queries[kind])].filter((value) => value !== "").sort()),
    plain: PLAIN.filter((kind) => queries["plain"]?.includes(kind)),
    sort: unless(first("sort"), "relevance"),
    page: unless(first("page"), "1"),
    size: first("size"),
  };
}

const tidy = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();

/** The part of an address after `?`, empty if nothing is asked. */
function queryString(address: SearchAddress): string {
  const pairs: [string, string][] = [
    ["q", address.q],
    ...FACET_KINDS.flatMap((kind) => address[kind].map((value): [string, string] => [kind, value])),
    ...address.plain.map((kind): [string, string] => ["plain", kind]),
    ["sort", address.sort],
    ["page", address.page],
    ["size", address.size],
  ];
  return new URLSearchParams(pairs.filter(([, value]) => value !== "")).toString();
}

/** The address at `path` with some of it changed; another question begins at its first page. */
export function changed(path: string, address: SearchAddress, change: Partial<SearchAddress> = {}): string {
  const text = queryString({ ...address, page: "", ...change });
  return text ? `${path}?${text}` : path;
}

export function toggled(address: SearchAddress, kind: FacetKind, value: string): Partial<SearchAddress> {
  const chosen = address[kind];
  const others = chosen.filter((other) => other !== value);
  return { [kind]: others.length < chosen.length ? others : [...chosen, value].toSorted() };
}

/** Nothing is limited any more. */
export const noFacets = () => forEachFacet((): string[] => []);

/** Longer questions are not worth a place in the cache. */
const LONGEST_KEPT = 1000;

/** The key under which the answer of a search is kept; null for searches that are too rare or not well-formed. */
export function sameSearch(queries: Queries): string | null {
  const isFacet = (name: string) => (FACET_KINDS as readonly string[]).includes(name);
  const odd = Object.entries(queries).some(
    ([name, values]) =>
      !SEARCH_PARAMETERS.includes(name) || (!isFacet(name) && name !== "plain" && (values?.length ?? 0) > 1),
  );
  const text = queryString(parseSearchAddress(queries));
  return odd || text.length > LONGEST_KEPT ? null : text;
}

export const hasFacets = (address: SearchAddress) => FACET_KINDS.some((kind) => address[kind].length > 0);
export const asksNothing = (address: SearchAddress) => address.q === "" && !hasFacets(address);

export const toParams = (address: SearchAddress): SearchParams => ({ ...address });

import type { SearchParams } from "./search-reports.ts";

/** What an address asks for, tidied but not judged: `page` and the like are still text. */
export interface SearchAddress {
  q: string;
  bureau: string[];
  year: string[];
  section: string[];
  sort: string;
  page: string;
  size: string;
}

export const FACETS = ["bureau", "year", "section"] as const;
export type FacetKind = (typeof FACETS)[number];

const SEARCH_PARAMETERS = ["q", ...FACETS, "sort", "page", "size"] as const;

type Queries = Readonly<Record<string, readonly string[] | undefined>>;

/** One form for all ways of asking the same: white space, repeated facets, spelled-out defaults. */
export function readAddress(queries: Queries): SearchAddress {
  const first = (name: string) => queries[name]?.[0] ?? "";
  const facet = (name: string) => [...new Set(queries[name])].filter((value) => value !== "");
  const unless = (value: string, usual: string) => (value === usual ? "" : value);
  return {
    q: tidy(queries["q"]?.[0] ?? ""),
    bureau: facet("bureau").sort(),
    year: facet("year").sort(),
    section: facet("section").sort(),
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

/** The part of an address after `?`, empty where nothing is asked. */
function queryString({ q, bureau, year, section, sort, page, size }: SearchAddress): string {
  const pairs: [string, string][] = [
    ["q", q],
    ...bureau.map((value): [string, string] => ["bureau", value]),
    ...year.map((value): [string, string] => ["year", value]),
    ...section.map((value): [string, string] => ["section", value]),
    ["sort", sort],
    ["page", page],
    ["size", size],
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

/** Longer questions are not worth a place in the cache. */
const LONGEST_KEPT = 1000;

/** What names a search for keeping its answer; null for what is asked too rarely, or not well-formed. */
export function sameSearch(queries: Queries): string | null {
  const isKnown = (name: string) => (SEARCH_PARAMETERS as readonly string[]).includes(name);
  const isFacet = (name: string) => (FACETS as readonly string[]).includes(name);
  const odd = Object.entries(queries).some(
    ([name, values]) => !isKnown(name) || (!isFacet(name) && (values?.length ?? 0) > 1),
  );
  const text = queryString(readAddress(queries));
  return odd || text.length > LONGEST_KEPT ? null : text;
}

export const hasFacets = (address: SearchAddress) => FACETS.some((kind) => address[kind].length > 0);
export const asksNothing = (address: SearchAddress) => address.q === "" && !hasFacets(address);

export const toParams = ({ q, bureau, year, section, sort, page, size }: SearchAddress): SearchParams => ({
  q,
  bureau,
  year,
  section,
  sort,
  page,
  size,
});

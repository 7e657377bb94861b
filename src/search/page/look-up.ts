import type { Ctx } from "../../ctx.ts";
import { type SearchAddress, toParams } from "../address.ts";
import { FACET_KINDS, type FacetKind, forEachFacet } from "../facets.ts";
import type { Catalog } from "../catalog.ts";
import { loadCatalog } from "../fts5/catalog-store.ts";
import type { Facets, FacetValue, SearchResult } from "../engine.ts";
import { knownBureaus } from "./known-facets.ts";
import { parseQuery, type Query } from "../query/query.ts";
import { toQueryText, without } from "../query/rewrite.ts";
import { searchReports } from "../search-reports.ts";

/** The same question with one kind of limit lifted. */
export interface WiderSearch {
  kind: FacetKind;
  address: SearchAddress;
  result: SearchResult;
}

export interface SearchLookup {
  /** With former names of bureaus replaced by present ones. */
  address: SearchAddress;
  query: Query;
  result: SearchResult;
  /** Each kind counted as if nothing of that kind were chosen, so that another value can be added. */
  facets: Facets;
  chosen: Record<FacetKind, FacetValue[]>;
  wider: WiderSearch[];
  /** A bureau's short name by its slug. */
  nameOf: (slug: string) => string;
}

/** A search with what its page needs to change it. Throws `invalid` (with the field). */
export async function lookUpSearch(ctx: Ctx, asked: SearchAddress): Promise<SearchLookup> {
  const { slugs } = await knownBureaus(ctx, asked.bureau);
  const address = { ...asked, bureau: slugs };
  const query = parseQuery(address.q);
  const chosen = FACET_KINDS.filter((kind) => address[kind].length > 0);
  const [result, ...lifted] = await Promise.all([
    searchReports(ctx, toParams(address)),
    ...chosen.map((kind) => widen(ctx, address, query, kind)),
  ]);
  const catalog = await loadCatalog(ctx.db, []);
  const isEmpty = result.total === 0;
  const typed = FACET_KINDS.filter((kind) => isEmpty && !chosen.includes(kind) && query.filters[kind].length > 0);
  const typedLifted = await Promise.all(typed.map((kind) => widen(ctx, address, query, kind)));
  const found = [...lifted, ...typedLifted];
  const wider = FACET_KINDS.flatMap((kind) => found.filter((each) => each.kind === kind));
  return {
    address,
    query,
    result,
    wider,
    facets: facetsFor(result, wider, address),
    chosen: chosenOf(address, catalog),
    nameOf: (slug) => catalog.bureaus.find((bureau) => bureau.slug === slug)?.shortName ?? slug,
  };
}

async function widen(ctx: Ctx, address: SearchAddress, query: Query, kind: FacetKind): Promise<WiderSearch> {
  const typed = query.filters[kind].length > 0;
  const q = typed ? toQueryText(without(query, kind)) : address.q;
  const lifted: SearchAddress = { ...address, q, [kind]: [], page: "", size: "" };
  return { kind, address: lifted, result: await searchReports(ctx, { ...toParams(lifted), size: "1" }) };
}

function facetsFor(result: SearchResult, wider: readonly WiderSearch[], address: SearchAddress): Facets {
  const facets = { ...result.facets };
  for (const { kind, result: all } of wider) if (address[kind].length > 0) facets[kind] = all.facets[kind];
  return facets;
}

const chosenOf = (address: SearchAddress, catalog: Catalog): Record<FacetKind, FacetValue[]> =>
  forEachFacet(({ kind, labelOf }) =>
    address[kind].map((value) => ({ value, label: labelOf(value, catalog), count: 0 })),
  );

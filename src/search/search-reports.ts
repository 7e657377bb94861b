import { AppError } from "../errors.ts";
import type { LiteralPart, SearchResult, Sort } from "./engine.ts";
import { FACET_KINDS, type FacetChoice, forEachFacet, type KindOfFacet } from "./facets.ts";
import { type SearchContext, searchAsRead } from "./reading/search-as-read.ts";

/** As they come from an address: nothing checked yet. */
export interface SearchParams extends FacetChoice {
  q?: string | undefined;
  /** The parts of the words that are taken as they were typed: see `PLAIN`. */
  plain?: readonly string[];
  sort?: string | undefined;
  page?: string | undefined;
  size?: string | undefined;
}

export const PLAIN: readonly LiteralPart[] = [...FACET_KINDS, "correction", "lay"];

export const DEFAULT_SIZE = 20;
export const LARGEST_SIZE = 100;
/** Deeper than this no list of results is worth reading, and each page costs more than the one before. */
const DEEPEST_HIT = 1000;
const MOST_FACETS = 50;

/** Throws `invalid` (with the field) if the page, the size, the year or the order is none. */
export async function searchReports(ctx: SearchContext, params: SearchParams): Promise<SearchResult> {
  const size = whole(params.size, "size", DEFAULT_SIZE);
  if (size > LARGEST_SIZE) throw new AppError("invalid", `每页最多 ${LARGEST_SIZE} 条，请把 size 改小。`, "size");
  const page = whole(params.page, "page", 1);
  if (page * size > DEEPEST_HIT + size)
    throw new AppError("invalid", `最多能翻到第 ${DEEPEST_HIT} 条。请多写一个词，或者选定单位、年份。`, "page");
  return searchAsRead(ctx, {
    query: params.q ?? "",
    facets: forEachFacet((facet) => chosen(params, facet)),
    plain: PLAIN.filter((kind) => params.plain?.includes(kind)),
    sort: toSort(params.sort),
    page,
    size,
  });
}

function whole(value: string | undefined, field: string, otherwise: number): number {
  if (value === undefined || value === "") return otherwise;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new AppError("invalid", `${field} 应为从 1 开始的整数。`, field);
  return number;
}

function chosen(params: SearchParams, facet: KindOfFacet): string[] {
  const kept = [...new Set((params[facet.kind] ?? []).filter((value) => value !== ""))];
  if (kept.length > MOST_FACETS) throw new AppError("invalid", `一次最多选 ${MOST_FACETS} 项。`, facet.kind);
  for (const value of kept) {
    const refusal = facet.refuse?.(value);
    if (refusal !== undefined) throw new AppError("invalid", `${refusal}。`, facet.kind);
  }
  return kept;
}

function toSort(value: string | undefined): Sort {
  if (value === undefined || value === "" || value === "relevance") return "relevance";
  if (value === "newest") return "newest";
  throw new AppError("invalid", "排序只能是 relevance（最相关）或 newest（最近公示）。", "sort");
}

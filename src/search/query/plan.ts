import type { Catalog } from "../catalog.ts";
import type { SearchRequest } from "../engine.ts";
import type { FacetFilter } from "../facets.ts";
import { foldText } from "../text/fold.ts";
import { type Expansion, expansionsIn } from "../text/lay-words.ts";
import { contentParts } from "../text/question-words.ts";
import { isImpossible, resolveChosen, resolveTyped } from "./conditions.ts";
import { mostWanted, toWanted, type MatchRequest } from "./match.ts";
import type { QueryPiece, Query } from "./query.ts";

/** Up to here every hit is ranked by the index; beyond, the newest are taken, those with it in the heading first. */
export const RANKED_HITS = 2500;

/** The wanted results, in no engine's language. */
export interface SearchPlan {
  /** All of them. */
  wanted: MatchRequest[];
  /** All of them hold. */
  filters: FacetFilter[];
  excludedPieces: QueryPiece[];
  /** None of them holds. */
  excludedFilters: FacetFilter[];
  /** The reports' own words for the same, for the partial tier. */
  expansions: Expansion[];
  /** All that was asked, folded; and whether it asks, in words that say nothing else. */
  said: string;
  isQuestion: boolean;
  /** Nothing can match: a filter names what does not exist, or nothing was asked. */
  impossible: boolean;
  notices: string[];
  /** Upper bound of the exact tier's size. */
  most: number;
}

export function toPlan(query: Query, request: SearchRequest, catalog: Catalog): SearchPlan {
  const typed = resolveTyped(query.filters, catalog);
  const chosen = resolveChosen(request.facets, catalog);
  const without = resolveTyped(query.excludedFilters, catalog);
  const titled = (name: string): QueryPiece => ({ text: name, folded: foldText(name), kind: "title" });
  const wanted = toWanted([...query.pieces, ...typed.headings.map(titled)], catalog);
  const filters = [...typed.filters, ...chosen.filters];
  const excludedPieces = [...query.excluded, ...without.headings.map(titled)];
  const excludedFilters = without.filters.filter((filter) => !isImpossible(filter));
  const notices = [...query.notices, ...typed.notices, ...chosen.notices, ...describe(wanted, catalog)];
  const said = request.said ?? query.joined;
  const empty = wanted.length === 0 && filters.length === 0;
  if (empty && excludedPieces.length + excludedFilters.length > 0)
    notices.push("只写了要排除的词。请再写上要找的词，例如 志愿服务 -进博会。");
  return {
    wanted,
    filters,
    excludedPieces,
    excludedFilters,
    expansions: request.plain?.includes("lay") ? [] : expansionsIn(query.pieces, request.said),
    said,
    isQuestion: contentParts(said).join("") !== said || request.said !== undefined,
    impossible: empty || filters.some(isImpossible),
    notices,
    most: Math.min(Infinity, ...wanted.map((piece) => mostWanted(piece, catalog.counts))),
  };
}

function describe(wanted: readonly MatchRequest[], catalog: Catalog): string[] {
  return wanted.flatMap(({ piece, forms, bureauIds }) => {
    const notices: string[] = [];
    if (forms.length > 1) notices.push(`“${piece.text}”也按“${forms.slice(1).join("”“")}”搜索。`);
    const names = catalog.bureaus.filter((bureau) => bureauIds.includes(bureau.id)).map((bureau) => bureau.shortName);
    if (names.length > 0) notices.push(`“${piece.text}”是单位名称，${names.join("、")}的报告都算符合。`);
    return notices;
  });
}

import type { Catalog } from "../catalog.ts";
import type { HeadingOnlyYears } from "../catalog.ts";
import type { SearchResult } from "../engine.ts";
import type { Hit } from "../hit.ts";
import type { FacetFilter } from "../facets.ts";
import type { SearchPlan } from "./plan.ts";
import type { QueryPiece } from "./query.ts";
import { searchWords } from "../words.ts";

/** Null if the answer is that of an index of everything: headings alone are asked for, or years that are in it whole. */
export function narrowFor({ wanted, filters, impossible }: SearchPlan, { narrow }: Catalog): HeadingOnlyYears | null {
  if (narrow === null || impossible || wanted.every(({ piece }) => piece.kind === "title")) return null;
  const isWhole = ({ property, values }: FacetFilter) =>
    property === "year" && values.every((year) => Number(year) >= narrow.before);
  return filters.some(isWhole) ? null : narrow;
}

/** The remark on an answer from an index that does not hold everything. */
export const toldNarrow = (narrow: HeadingOnlyYears | null, result: Pick<SearchResult, "totalIs" | "notices">) =>
  narrow === null
    ? { narrow }
    : {
        narrow,
        totalIs: result.totalIs === "exact" ? ("at_least" as const) : result.totalIs,
        notices: [...result.notices, narrow.all ? searchWords.headingsOnly : searchWords.headingsBefore(narrow.before)],
      };

/** A section holds one of the pieces: in its text, or in its heading if only that was asked. */
export const holdsAny = (pieces: readonly QueryPiece[], { heading, text }: { heading: string; text: string }) =>
  pieces.some(({ kind, folded }) => (kind === "title" ? heading : text).includes(folded));

/** If a section's text is not in the index, excluded terms are looked for in the text itself. */
export function withoutExcluded(hits: readonly Hit[], { excludedPieces }: SearchPlan, { narrow }: Catalog): Hit[] {
  const isWhole = ({ year }: Hit) => narrow === null || year >= narrow.before;
  return hits.filter((hit) => isWhole(hit) || !holdsAny(excludedPieces, hit.section));
}

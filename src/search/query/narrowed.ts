import type { Catalog } from "../fts5/catalog-store.ts";
import type { Narrow, SearchResult } from "../engine.ts";
import type { Hit } from "../fts5/hits-store.ts";
import type { FacetFilter } from "./match.ts";
import type { SearchPlan } from "./plan.ts";
import type { QueryPiece } from "./query.ts";
import { searchWords } from "../words.ts";

/** Null where the answer is that of an index of everything: headings alone are asked for, or years that are in it whole. */
export function narrowFor({ wanted, conditions, impossible }: SearchPlan, { narrow }: Catalog): Narrow | null {
  if (narrow === null || impossible || wanted.every(({ piece }) => piece.kind === "title")) return null;
  const isWhole = ({ years }: FacetFilter) => years !== null && years.every((year) => year >= narrow.before);
  return conditions.filters.some(isWhole) ? null : narrow;
}

/** What an answer from an index that does not hold everything has to say. */
export const toldNarrow = (narrow: Narrow | null, result: Pick<SearchResult, "totalIs" | "notices">) =>
  narrow === null
    ? { narrow }
    : {
        narrow,
        totalIs: result.totalIs === "exact" ? ("at_least" as const) : result.totalIs,
        notices: [...result.notices, narrow.all ? searchWords.headingsOnly : searchWords.headingsBefore(narrow.before)],
      };

/** A section holds one of the pieces: in its text, or in its heading where only that was asked. */
export const holdsAny = (pieces: readonly QueryPiece[], { heading, text }: { heading: string; text: string }) =>
  pieces.some(({ kind, folded }) => (kind === "title" ? heading : text).includes(folded));

/** Of a section whose text is not in the index, what is excluded is looked for in the text itself. */
export function withoutExcluded(hits: readonly Hit[], { conditions }: SearchPlan, { narrow }: Catalog): Hit[] {
  const isWhole = ({ year }: Hit) => narrow === null || year >= narrow.before;
  return hits.filter((hit) => isWhole(hit) || !holdsAny(conditions.excludedPieces, hit.section));
}

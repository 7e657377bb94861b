import type { Ctx } from "../../ctx.ts";
import type { SearchResult, TriedPiece } from "../engine.ts";
import { noFilters, type QueryPiece, type Query } from "../query/query.ts";
import { toQueryText } from "../query/rewrite.ts";
import { PLAIN, searchReports } from "../search-reports.ts";

export interface PieceAlone extends TriedPiece {
  /** The query that looks for it alone. */
  q: string;
}

/** Each costs a search; a question with more pieces than this has their estimates. */
const MOST_COUNTED_ALONE = 3;
const MOST_SHOWN = 12;

/** Each piece of a query that found nothing, with the number of sections that have it whatever the limits. */
export async function countAlone(ctx: Ctx, query: Query, result: SearchResult): Promise<PieceAlone[]> {
  const pieces = query.pieces.slice(0, MOST_SHOWN);
  let left = MOST_COUNTED_ALONE;
  return Promise.all(
    pieces.map(async (piece) => {
      const q = alone(piece);
      const { count: estimate, everywhere } = result.tried.find(({ text }) => text === piece.text) ?? UNTRIED;
      if (estimate === 0 || left-- <= 0) return { text: piece.text, q, everywhere, count: estimate };
      const { total } = await searchReports(ctx, { q, size: "1", plain: PLAIN });
      return { text: piece.text, q, everywhere, count: total };
    }),
  );
}

const UNTRIED = { count: 0, everywhere: true };

const alone = (piece: QueryPiece) =>
  toQueryText({
    pieces: [piece],
    excluded: [],
    filters: noFilters(),
    excludedFilters: noFilters(),
    history: false,
    joined: "",
    notices: [],
  });

export interface CorrectedQuery {
  q: string;
  total: number;
}

/** The same words together, those that are nowhere replaced by what sounds like them or left out, without limits. */
export async function mend(
  ctx: Ctx,
  pieces: readonly PieceAlone[],
  similar: ReadonlyMap<string, readonly { text: string }[]>,
): Promise<CorrectedQuery | null> {
  const kept = pieces.flatMap(({ count, q, text }) => (count > 0 ? [q] : (similar.get(text)?.[0]?.text ?? [])));
  if (kept.length < 2 || pieces.every((piece) => piece.count > 0)) return null;
  const q = kept.join(" ");
  const { total } = await searchReports(ctx, { q, size: "1", plain: PLAIN });
  return total > 0 ? { q, total } : null;
}

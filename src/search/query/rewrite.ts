import { type FacetKind, FACETS } from "../facets.ts";
import type { Filters, QueryPiece, Query } from "./query.ts";

const quoted = (text: string) => (/[\s"“”「」『』]/u.test(text) ? `“${text.replace(/[“”]/gu, "")}”` : text);

function pieceText({ text, kind }: QueryPiece): string {
  if (kind === "phrase") return `“${text.replace(/[“”]/gu, "")}”`;
  return kind === "title" ? `标题:${quoted(text)}` : text;
}

const filterTexts = (filters: Filters) =>
  FACETS.flatMap(({ kind, fields }) => filters[kind].map((value) => `${fields[0]}:${quoted(value)}`));

/** A parsed query as somebody would type it. */
export function toQueryText(query: Query): string {
  return [
    ...query.pieces.map(pieceText),
    ...filterTexts(query.filters),
    ...query.excluded.map((piece) => `-${pieceText(piece)}`),
    ...filterTexts(query.excludedFilters).map((text) => `-${text}`),
    ...(query.history ? ["修订:全部"] : []),
  ].join(" ");
}

/** The same query without one kind of filter. */
export const without = (query: Query, kind: FacetKind): Query => ({
  ...query,
  filters: { ...query.filters, [kind]: [] },
});

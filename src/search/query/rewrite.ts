import type { Filters, QueryPiece, Query } from "./query.ts";

const quoted = (text: string) => (/[\s"“”「」『』]/u.test(text) ? `“${text.replace(/[“”]/gu, "")}”` : text);

function pieceText({ text, kind }: QueryPiece): string {
  if (kind === "phrase") return `“${text.replace(/[“”]/gu, "")}”`;
  return kind === "title" ? `标题:${quoted(text)}` : text;
}

const filterTexts = ({ bureaus, years, sections }: Filters) => [
  ...bureaus.map((name) => `单位:${quoted(name)}`),
  ...years.map(([from, to]) => (from === to ? `年:${from}` : `年:${from}-${to}`)),
  ...sections.map((name) => `章节:${quoted(name)}`),
];

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

type Kind = keyof Filters;

/** The same query without one kind of filter. */
export const without = (query: Query, kind: Kind): Query => ({ ...query, filters: { ...query.filters, [kind]: [] } });

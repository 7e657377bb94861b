import type { Catalog } from "../fts5/catalog-store.ts";
import type { QueryPiece } from "./query.ts";
import { synonymsOf } from "./synonyms.ts";
import { bigrams, bureauToken, headingToken, phrase, standardToken, toTerm, yearToken } from "../text/tokens.ts";

/** A piece with everything that counts as containing it. */
export interface MatchRequest {
  piece: QueryPiece;
  /** Folded strings, the piece itself first. */
  forms: string[];
  /** Bureaus that this piece names, where other pieces say what is sought in their reports. */
  bureauIds: number[];
}

export interface FacetFilter {
  bureauIds: number[] | null;
  years: number[] | null;
  standards: string[] | null;
}

export function toWanted(pieces: readonly QueryPiece[], catalog: Catalog): MatchRequest[] {
  return pieces.map((piece) => {
    const named =
      piece.kind === "word" && pieces.length > 1
        ? catalog.bureaus.filter((bureau) => bureau.names.includes(piece.folded))
        : [];
    const synonyms = piece.kind === "word" ? synonymsOf(piece.folded, catalog.bureaus) : [];
    return { piece, forms: [piece.folded, ...synonyms], bureauIds: named.map((bureau) => bureau.id) };
  });
}

export function wantedExpression({ piece, forms, bureauIds }: MatchRequest): string {
  const mark = piece.kind === "title" ? headingToken : undefined;
  return anyOf([...forms.map((form) => phrase(form, mark)), ...bureauIds.map((id) => `"${bureauToken(id)}"`)]);
}

export const anyOf = (expressions: readonly string[]) =>
  expressions.length === 1 ? (expressions[0] ?? "") : `(${expressions.join(" OR ")})`;

/** Facet tokens ANDed; null where nothing is filtered. */
export function filterExpression(filter: FacetFilter): string | null {
  const parts: string[] = [];
  if (filter.bureauIds) parts.push(anyOf(filter.bureauIds.map((id) => `"${bureauToken(id)}"`)));
  if (filter.years) parts.push(anyOf(filter.years.map((year) => `"${yearToken(year)}"`)));
  if (filter.standards) parts.push(anyOf(filter.standards.map((slug) => `"${standardToken(slug)}"`)));
  return parts.length > 0 ? parts.join(" AND ") : null;
}

/** Terms whose counts decide how a search is run. */
export const termsOf = (folded: string): string[] => [...bigrams(folded), ...Array.from(folded).map(toTerm)];

/** At most how many sections hold the string: those that hold its rarest bigram. */
export function mostHits(folded: string, counts: ReadonlyMap<string, number>): number {
  const terms = bigrams(folded);
  if (terms.length === 0) return counts.get(toTerm(folded)) ?? 0;
  return Math.min(...terms.map((term) => counts.get(term) ?? 0));
}

export const mostWanted = (wanted: MatchRequest, counts: ReadonlyMap<string, number>) =>
  wanted.bureauIds.length > 0 ? Infinity : wanted.forms.reduce((sum, form) => sum + mostHits(form, counts), 0);

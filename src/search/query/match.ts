import type { Catalog } from "../catalog.ts";
import { bigrams, toTerm } from "../text/tokens.ts";
import type { Query, QueryPiece } from "./query.ts";
import { synonymsOf } from "./synonyms.ts";

/** A piece with everything that counts as containing it. */
export interface MatchRequest {
  piece: QueryPiece;
  /** Folded strings, the piece itself first. */
  forms: string[];
  /** Bureaus that this piece names, if other pieces say which words to seek in their reports. */
  bureauIds: number[];
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

/** Terms whose counts decide how a search is run. */
export const termsOf = (folded: string): string[] => [...bigrams(folded), ...Array.from(folded).map(toTerm)];

export const termsOfQuery = ({ pieces, excluded }: Query): string[] =>
  [...pieces, ...excluded].flatMap(({ folded }) => termsOf(folded));

/** At most how many sections hold the string: those that hold its rarest bigram. */
export function mostHits(folded: string, counts: ReadonlyMap<string, number>): number {
  const terms = bigrams(folded);
  if (terms.length === 0) return counts.get(toTerm(folded)) ?? 0;
  return Math.min(...terms.map((term) => counts.get(term) ?? 0));
}

export const mostWanted = (wanted: MatchRequest, counts: ReadonlyMap<string, number>) =>
  wanted.bureauIds.length > 0 ? Infinity : wanted.forms.reduce((sum, form) => sum + mostHits(form, counts), 0);

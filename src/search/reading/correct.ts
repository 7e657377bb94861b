import type { Database } from "../../db/client.ts";
import type { Catalog } from "../catalog.ts";
import { loadCatalog } from "../fts5/catalog-store.ts";
import type { Query, QueryPiece } from "../query/query.ts";
import { toQueryText } from "../query/rewrite.ts";
import { bigrams, toTerm } from "../text/tokens.ts";
import { withoutAskingWords } from "../text/question-words.ts";
import { alikeOf } from "./alike.ts";

export interface Correction {
  from: string;
  to: string;
  /** The whole query with it, as it could be typed. */
  query: string;
  /** It fits both of its neighbours; else it must prove itself by what it finds. */
  isSure: boolean;
}

interface Doubt {
  piece: QueryPiece;
  at: number;
  candidates: string[];
}

/** More than this is no slip of the pen. */
const MOST_DOUBTS = 4;
/** Put in the place of a character, these would fit nearly everywhere. */
const SAYS_NOTHING = new Set("的地得了着");
const HAN = /^\p{Script=Han}$/u;

/** Characters that no report has beside either neighbour, put right by what sounds or looks the same. Null if nothing fits. */
export async function correct(db: Database, query: Query, { counts }: Catalog): Promise<Correction | null> {
  const has = (pair: string) => (counts.get(toTerms(pair)) ?? 0) > 0;
  const doubts = query.pieces.filter(({ kind }) => kind === "word").flatMap((piece) => doubtsIn(piece, has));
  if (doubts.length === 0 || doubts.length > MOST_DOUBTS) return null;
  const found = (await loadCatalog(db, doubts.flatMap(pairsOf).map(toTerms))).counts;
  let best: { doubt: Doubt; char: string; score: number } | undefined;
  for (const doubt of doubts)
    for (const char of doubt.candidates) {
      const pairs = pairsWith(doubt, char).map((pair) => found.get(toTerms(pair)) ?? 0);
      const score = Math.min(...pairs) * (pairs.length > 1 ? EITHER_SIDE : 1);
      if (score > (best?.score ?? 0)) best = { doubt, char, score };
    }
  if (!best) return null;
  const { piece, at } = best.doubt;
  const to = Array.from(piece.folded).with(at, best.char).join("");
  const pieces = query.pieces.map((each) => (each === piece ? { ...each, text: to, folded: to } : each));
  const isSure = best.score >= EITHER_SIDE;
  return { from: piece.text, to, isSure, query: toQueryText({ ...query, pieces }) };
}

/** A character that fits both neighbours says far more than one that fits its only one. */
const EITHER_SIDE = 1000;

const toTerms = (pair: string) => bigrams(pair)[0] ?? toTerm(pair);

function doubtsIn(piece: QueryPiece, has: (pair: string) => boolean): Doubt[] {
  const chars = charactersOf(piece);
  if (chars.length < 2) return [];
  return chars.flatMap((char, at) => {
    const pairs = pairsWith({ piece, at }, char);
    if (pairs.length === 0 || pairs.some(has) || !Array.from(pairs.join("")).every((each) => HAN.test(each))) return [];
    return [{ piece, at, candidates: alikeOf(char).filter((other) => !SAYS_NOTHING.has(other)) }];
  });
}

/** What only asks stands beside any word: it tells nothing about its neighbours. */
const charactersOf = ({ folded }: QueryPiece) => Array.from(withoutAskingWords(folded));

const pairsOf = (doubt: Doubt) => doubt.candidates.flatMap((char) => pairsWith(doubt, char));

function pairsWith({ piece, at }: Pick<Doubt, "piece" | "at">, char: string): string[] {
  const chars = charactersOf(piece);
  const before = chars[at - 1] ?? " ";
  const after = chars[at + 1] ?? " ";
  return [...(before === " " ? [] : [before + char]), ...(after === " " ? [] : [char + after])];
}

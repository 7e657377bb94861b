import type { Catalog } from "../catalog-store.ts";
import { bigrams, toTerm } from "../tokens.ts";
import type { Ask } from "./ask.ts";
import { allOf } from "./query-text.ts";
import { countOf } from "./questions.ts";

const MOST_REMEMBERED = 20_000;
/** Each costs the server one to three milliseconds. */
const MOST_ASKED = 24;
const CURRENT = ["current = true"];

interface Known {
  version: number;
  counts: Map<string, number>;
}

const known = new Map<string, Known>();

/**
 * The catalog with counts that the server has, where the database has no index to count in: of bigrams, of a long
 * query only some; a character is in as many sections as its most frequent bigram. Kept for one version of the archive.
 */
export async function withCounts(catalog: Catalog, forms: readonly string[], ask: Ask, key: string): Promise<Catalog> {
  let held = known.get(key);
  if (held?.version !== catalog.version || held.counts.size > MOST_REMEMBERED)
    held = { version: catalog.version, counts: new Map() };
  known.set(key, held);
  const { counts } = held;
  const missing = spread(piecesOf(forms).filter((piece) => !counts.has(termOf(piece))));
  const answers = await ask(missing.map((piece) => countOf(allOf([piece]), CURRENT)));
  missing.forEach((piece, i) => counts.set(termOf(piece), answers[i]?.found ?? 0));
  return { ...catalog, counts: filled(counts, forms) };
}

const termOf = (piece: string) => Array.from(piece, toTerm).join("");

function piecesOf(forms: readonly string[]): string[] {
  const pieces = new Set<string>();
  for (const form of forms) {
    const chars = Array.from(form);
    if (chars.length === 1) pieces.add(form);
    for (let i = 1; i < chars.length; i++) pieces.add(`${chars[i - 1]}${chars[i]}`);
  }
  return [...pieces];
}

function spread(pieces: readonly string[]): string[] {
  if (pieces.length <= MOST_ASKED) return [...pieces];
  return Array.from({ length: MOST_ASKED }, (_, i) => pieces[Math.floor((i * pieces.length) / MOST_ASKED)] ?? "");
}

/** With something for every term: of an unknown bigram the middle of what is known, of a character its bigrams' most. */
function filled(counts: ReadonlyMap<string, number>, forms: readonly string[]): Map<string, number> {
  const all = new Map(counts);
  const values = forms.flatMap(bigrams).flatMap((term) => counts.get(term) ?? []);
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  for (const term of forms.flatMap(bigrams)) {
    const count = counts.get(term) ?? middle;
    all.set(term, count);
    for (const char of term) if (!counts.has(char)) all.set(char, Math.max(count, all.get(char) ?? 0));
  }
  return all;
}

import type { Catalog } from "../catalog.ts";
import { bigrams, toTerm } from "../text/tokens.ts";
import type { AskServer } from "./ask.ts";
import { allOf } from "./query-text.ts";
import { countOf } from "./questions.ts";

const MOST_REMEMBERED = 20_000;
/** The index follows the archive's version a little later. */
const REMEMBERED_MS = 60_000;
/** Each costs the server one to three milliseconds. */
const MOST_ASKED = 64;
const CURRENT = ["current = true"];

interface Known {
  version: number;
  since: number;
  counts: Map<string, number>;
}

const known = new Map<string, Known>();

/**
 * The catalog of an index of everything, with the server's counts, if the database's own index does not hold everything: of
 * bigrams and characters, of a long query only some. Kept a minute, for one version of the archive.
 * @param place names the server and the index; `now` in milliseconds
 */
export async function withCounts(
  catalog: Catalog,
  forms: readonly string[],
  ask: AskServer,
  { key, now }: { key: string; now: number },
): Promise<Catalog> {
  const { counts } = remembered(key, catalog.version, now);
  const missing = spread(piecesOf(forms).filter((piece) => !counts.has(termOf(piece))));
  const answers = await ask(missing.map((piece) => countOf(allOf([piece]), CURRENT)));
  missing.forEach((piece, i) => counts.set(termOf(piece), answers[i]?.found ?? 0));
  return { ...catalog, narrow: null, counts: filled(counts, forms) };
}

function remembered(key: string, version: number, now: number): Known {
  const held = known.get(key);
  const isFresh = held && held.version === version && now >= held.since && now - held.since < REMEMBERED_MS;
  if (isFresh && held.counts.size <= MOST_REMEMBERED) return held;
  const fresh = { version, since: now, counts: new Map<string, number>() };
  known.set(key, fresh);
  return fresh;
}

const termOf = (piece: string) => Array.from(piece, toTerm).join("");

/** Each bigram and each character, once. */
function piecesOf(forms: readonly string[]): string[] {
  const pieces = new Set<string>();
  for (const form of forms) {
    const chars = Array.from(form);
    chars.forEach((char, i) => {
      pieces.add(char);
      if (i > 0) pieces.add(`${chars[i - 1]}${char}`);
    });
  }
  return [...pieces];
}

function spread(pieces: readonly string[]): string[] {
  if (pieces.length <= MOST_ASKED) return [...pieces];
  return Array.from({ length: MOST_ASKED }, (_, i) => pieces[Math.floor((i * pieces.length) / MOST_ASKED)] ?? "");
}

/**
 * With something for every term: for an unknown bigram the median of the known counts, for a character the highest count of its
 * bigrams.
 */
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

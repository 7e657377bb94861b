import type { Catalog } from "../catalog.ts";
import { contentParts } from "../text/question-words.ts";
import { toTerm } from "../text/tokens.ts";
import { mostHits } from "./match.ts";
import type { SearchPlan } from "./plan.ts";

/** How many postings the partial tier may touch: the rarest terms first. */
const PARTIAL_POSTINGS = 2500;
/** With a filter fewer of them are ranked, and there is less to choose from. */
const FILTERED_POSTINGS = 10_000;
export const RARE_CHARACTER = 400;
/** A sign that may stand between two characters that were copied without their punctuation. */
export const BETWEEN = [",", "。", "、", ";", ":", '"', "(", ")", "《", "》", "-", ".", '"、"', "》、《", "/"];
const MOST_GAPS = 3;
/** How many terms of a question are searched for in the reports of the bureau that it names. */
const MOST_OF_BUREAU = 60;

/** A string that the index is asked for. */
export interface Phrase {
  folded: string;
  /** In the heading alone. */
  title: boolean;
  /** At most so many sections hold it. */
  count: number;
}

/** Any of these makes a section a partial match. */
export interface PartialTerms {
  /** The rarest first, within the postings budget; one term may be beyond it. */
  phrases: Phrase[];
  /** Pairs of characters that may have punctuation between them in the text. */
  gaps: string[];
  /** The first term alone is beyond the budget. */
  isBeyond: boolean;
  /** No term had to be left out for its frequency. */
  isComplete: boolean;
}

/** How many postings the plan's partial tier may touch. */
export const postingsOf = ({ filters }: SearchPlan) => (filters.length === 0 ? PARTIAL_POSTINGS : FILTERED_POSTINGS);

export function partialTerms(plan: SearchPlan, { counts }: Catalog): PartialTerms {
  const terms = new Map<string, Phrase>();
  const gaps = new Set<string>();
  for (const { piece, forms } of plan.wanted) {
    const title = piece.kind === "title";
    const add = (folded: string, count: number) => terms.set(`${title}${folded}`, { folded, title, count });
    for (const part of forms.flatMap(contentParts).flatMap(rareParts)) add(part, mostHits(part, counts));
    for (const char of contentParts(piece.folded).join("").replace(LATIN_WORDS, "")) {
      const count = counts.get(toTerm(char)) ?? 0;
      if (count <= RARE_CHARACTER) add(char, count);
    }
    for (const gap of gapsOf(piece.folded, counts)) gaps.add(gap);
  }
  for (const folded of plan.expansions.flatMap(({ forms }) => forms))
    terms.set(`false${folded}`, { folded, title: false, count: mostHits(folded, counts) });
  const rarest = [...terms.values()].filter(({ count }) => count > 0).sort((a, b) => a.count - b.count);
  const phrases: Phrase[] = [];
  const most = postingsOf(plan);
  let postings = 0;
  for (const phrase of rarest) {
    if (phrases.length > 0 && postings + phrase.count > most) break;
    phrases.push(phrase);
    postings += phrase.count;
  }
  const isComplete = phrases.length === rarest.length;
  return { phrases, gaps: [...gaps], isBeyond: postings > most, isComplete };
}

/** The terms, however frequent, to look for in the reports of the bureaus that a query names: these are few. */
export function termsForBureaus({ wanted }: SearchPlan, { counts }: Catalog): string[] {
  const asked = wanted.filter(({ bureauIds }) => bureauIds.length === 0);
  const parts = new Set(asked.flatMap(({ forms }) => forms.flatMap(contentParts).flatMap(rareParts)));
  return [...parts].filter((part) => mostHits(part, counts) > 0).slice(0, MOST_OF_BUREAU);
}

/** Numbers and Latin words: two letters of one say nothing. */
const LATIN_WORDS = /[0-9a-z]{3,}/g;

/** The parts of a folded string to look for if it does not stand whole: its bigrams, but numbers and Latin words whole. */
export function rareParts(folded: string): string[] {
  const whole = folded.match(LATIN_WORDS) ?? [];
  const rest = folded.replace(LATIN_WORDS, (word) => `${word.charAt(0)} ${word.slice(-1)}`);
  const pairs = rest.split(" ").flatMap((part) => {
    const chars = Array.from(part);
    return chars.slice(0, -1).map((char, i) => `${char}${chars[i + 1]}`);
  });
  return [...whole, ...pairs];
}

/** Neighbours in the query that may have punctuation between them in the text. */
function gapsOf(folded: string, counts: ReadonlyMap<string, number>): string[] {
  const chars = Array.from(folded);
  const pairs = chars.slice(1).map((char, i) => `${chars[i]}${char}`);
  return pairs.filter((pair) => chars.length <= 4 || mostHits(pair, counts) === 0).slice(0, MOST_GAPS);
}

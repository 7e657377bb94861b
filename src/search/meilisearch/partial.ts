import type { Catalog } from "../catalog-store.ts";
import { toTerm } from "../tokens.ts";
import type { Plan } from "../plan.ts";
import type { Query } from "../query.ts";
import type { Ask, Question } from "./ask.ts";
import { bureauFilter, filterTexts, idFilter } from "./filter-text.ts";
import { holdsNone, type FoundSection } from "./found-section.ts";
import { allOf } from "./query-text.ts";
import { inItsWords, listOf, sectionsOf, type Wish } from "./questions.ts";

/** How many entries the rarest terms may list together, as in the D1 engine. */
const POSTINGS = 2500;
const RARE_CHARACTER = 400;
const OF_A_COMMON = 24;
/** Each is a query, and one costs the server one to three milliseconds. */
const MOST_TERMS = 10;
const MOST_GAPS = 3;
const ITS_OWN = 10;
const K1 = 1.2;
const B = 0.75;
const USUAL_LENGTH = 300;

interface Term {
  question: Question;
  weight: number;
}

interface Listed {
  id: number;
  length: number;
  bureau: number;
}

/** As much as a telling bigram. */
const OF_NAMED_BUREAU = 3;

/** Sections that hold some of the query's rarer terms, the most telling first: at most `most`, without `known`. */
export async function partialSections(
  ask: Ask,
  query: Query,
  plan: Plan,
  catalog: Catalog,
  most: number,
  known: ReadonlySet<number>,
): Promise<FoundSection[]> {
  const filter = filterTexts(plan.conditions, query.history);
  const terms = termsOf(plan, catalog, filter, query.history);
  const words = plan.wanted.flatMap(({ piece }) => (piece.kind === "word" ? [piece.folded] : []));
  const own = words.length > 0 ? [{ question: inItsWords(words.join(" "), filter, ITS_OWN), weight: 0.1 }] : [];
  const asked = [...terms, ...own];
  const lists = await ask<Listed>(asked.map(({ question }) => question));
  const named = new Set(plan.wanted.flatMap(({ bureauIds }) => bureauIds));
  const scores = new Map<number, number>();
  lists.forEach(({ hits }, i) => {
    for (const { id, length, bureau } of hits) {
      if (known.has(id)) continue;
      const score = scores.get(id) ?? (named.has(bureau) ? OF_NAMED_BUREAU : 0);
      scores.set(id, score + (asked[i]?.weight ?? 0) * brevity(length));
    }
  });
  const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  if (best.length === 0) return [];
  const [answer] = await ask([sectionsOf([idFilter(best.map(([id]) => id))], most)]);
  return (answer?.hits ?? []).filter((section) => holdsNone(plan, section));
}

/** BM25's share of a term that stands once. */
const brevity = (length: number) => (K1 + 1) / (1 + K1 * (1 - B + (B * length) / USUAL_LENGTH));

interface Rated {
  folded: string;
  count: number;
  where: Wish["where"];
}

function termsOf(plan: Plan, catalog: Catalog, filter: string[], history: boolean): Term[] {
  const sections = catalog.lastSection - catalog.firstSection + 1;
  const idf = (count: number) => Math.log(1 + (Math.max(0, sections - count) + 0.5) / (count + 0.5));
  const chosen: Term[] = gapsOf(plan, catalog).map((pair) => ({
    question: listOf({ q: allOf([pair]), where: "bare", filter, order: "short", limit: RARE_CHARACTER }),
    weight: idf(1),
  }));
  let postings = 0;
  for (const { folded, count, where } of rarest(plan, catalog)) {
    if (chosen.length === MOST_TERMS || (postings > 0 && postings + count > POSTINGS)) break;
    postings += count;
    const order = count > POSTINGS ? "newest" : "short";
    const limit = count > POSTINGS ? OF_A_COMMON : history ? POSTINGS : count;
    chosen.push({ question: listOf({ q: allOf([folded]), where, filter, order, limit }), weight: idf(count) });
  }
  const named = plan.wanted.flatMap(({ bureauIds }) => bureauIds);
  if (chosen.length > 0 || named.length === 0) return chosen;
  const ofBureaus = { q: "", where: "body" as const, filter: [...filter, bureauFilter(named)] };
  return [{ question: listOf({ ...ofBureaus, order: "newest", limit: OF_A_COMMON }), weight: 1 }];
}

/** Bigrams and rare characters that there are, the rarest first. */
function rarest({ wanted }: Plan, catalog: Catalog): Rated[] {
  const terms = new Map<string, Rated>();
  const count = countIn(catalog);
  const contents = wanted.filter(({ bureauIds }) => bureauIds.length === 0);
  for (const { piece, forms } of contents.length > 0 ? contents : wanted) {
    const where = piece.kind === "title" ? "heading" : "body";
    const add = (folded: string) => terms.set(folded, { folded, count: count(folded), where });
    for (const form of forms) for (const pair of pairsOf(form)) add(pair);
    for (const char of piece.folded) if (count(char) <= RARE_CHARACTER) add(char);
  }
  return [...terms.values()].filter((term) => term.count > 0).sort((a, b) => a.count - b.count);
}

/** Neighbours in the query that may have punctuation between them in the text. */
function gapsOf({ wanted }: Plan, catalog: Catalog): string[] {
  const count = countIn(catalog);
  return wanted.flatMap(({ piece: { folded } }) => {
    const isShort = Array.from(folded).length <= 4;
    return pairsOf(folded)
      .filter((pair) => isShort || count(pair) === 0)
      .slice(0, MOST_GAPS);
  });
}

const countIn = (catalog: Catalog) => (folded: string) => catalog.counts.get(Array.from(folded, toTerm).join("")) ?? 0;

function pairsOf(folded: string): string[] {
  const chars = Array.from(folded);
  return [...new Set(chars.slice(1).map((char, i) => `${chars[i]}${char}`))];
}

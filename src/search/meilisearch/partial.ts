import type { Catalog } from "../catalog.ts";
import { BETWEEN, partialTerms, type Phrase, postingsOf, RARE_CHARACTER } from "../query/partial-terms.ts";
import type { SearchPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { asFts5Ranks, idf, share, statisticsOf } from "./as-fts5-ranks.ts";
import type { AskServer, Question } from "./ask.ts";
import { bureauFilter, filterTexts, idFilter } from "./filter-text.ts";
import { holdsNone, type FoundSection } from "./found-section.ts";
import { allOf } from "./query-text.ts";
import { inItsWords, listOf, sectionsQuestion } from "./questions.ts";

/** Each is a query, and one costs the server a millisecond. */
const MOST_TERMS = 24;
const OF_A_COMMON = 24;
const ITS_OWN = 10;
/** So many are looked at by their text, as in the exact tier: how often a term stands in a section is known from that alone. */
const LOOKED_AT = 1200;

interface Listed {
  id: number;
  length: number;
  bureau: number;
}

/** Before all others: of a bureau that the query names, what holds anything of it is looked at. */
const OF_NAMED_BUREAU = 1000;

interface Asked {
  query: Query;
  plan: SearchPlan;
  catalog: Catalog;
  average: number;
}

/** Sections that hold some of the query's rarer terms, the most telling first: at most `most`, without `known`. */
export async function partialSections(
  ask: AskServer,
  { query, plan, catalog, average }: Asked,
  most: number,
  known: ReadonlySet<number>,
): Promise<FoundSection[]> {
  const filter = filterTexts(plan, query.history);
  const statistics = statisticsOf(catalog, average);
  const { phrases, gaps } = partialTerms(plan, catalog);
  const questions = [
    ...questionsOf(phrases, gaps, filter, { most: postingsOf(plan), history: query.history }),
    ...ownWords(plan, filter),
  ];
  if (questions.length === 0) return newestOf(ask, plan, filter, most);
  const lists = await ask<Listed>(questions.map(({ question }) => question));
  const named = new Set(plan.wanted.flatMap(({ bureauIds }) => bureauIds));
  const scores = new Map<number, number>();
  lists.forEach(({ hits, found }, i) => {
    const weight = idf(questions[i]?.count ?? found, statistics);
    for (const { id, length, bureau } of hits) {
      if (known.has(id)) continue;
      const score = scores.get(id) ?? (named.has(bureau) ? OF_NAMED_BUREAU : 0);
      scores.set(id, score + weight * share(1, length, statistics));
    }
  });
  const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, LOOKED_AT);
  if (best.length === 0) return [];
  const [answer] = await ask([sectionsQuestion([idFilter(best.map(([id]) => id))], best.length)]);
  const sections = (answer?.hits ?? []).filter((section) => holdsNone(plan, section));
  const parts = [...phrases, ...gapPhrases(gaps, sections)];
  const ranked = asFts5Ranks(sections.filter(holdingAny(parts)), parts, plan, statistics);
  const ofNamed = ranked.filter(({ bureau }) => named.has(bureau)).slice(0, ITS_OWN);
  return [...new Set([...ranked.slice(0, most), ...ofNamed])];
}

const holdingAny =
  (phrases: readonly Phrase[]) =>
  ({ heading, text }: FoundSection) =>
    phrases.some(({ folded, title }) => (title ? heading : text).includes(folded));

interface Counted {
  question: Question;
  /** Sections that have it, if that is known beforehand. */
  count?: number;
}

interface Bounds {
  /** Postings of a term that are worth reading. */
  most: number;
  /** Superseded revisions too, which the counts leave out. */
  history: boolean;
}

function questionsOf(phrases: readonly Phrase[], gaps: readonly string[], filter: string[], bounds: Bounds) {
  const { most, history } = bounds;
  const asked: Counted[] = gaps.map((pair) => ({
    question: listOf({ q: allOf([pair]), where: "bare", filter, order: "short", limit: RARE_CHARACTER }),
  }));
  for (const { folded, title, count } of phrases.slice(0, MOST_TERMS)) {
    const order = count > most ? ("newest" as const) : ("short" as const);
    const limit = count > most ? OF_A_COMMON : history ? most : count;
    const where = title ? ("heading" as const) : ("body" as const);
    asked.push({ question: listOf({ q: allOf([folded]), where, filter, order, limit }), count });
  }
  return asked;
}

/** The server's own results for the words, with its synonyms and stop words: candidates without a weight of their own. */
function ownWords({ wanted }: SearchPlan, filter: string[]): Counted[] {
  const words = wanted.flatMap(({ piece }) => (piece.kind === "word" ? [piece.folded] : []));
  return words.length > 0
    ? [{ question: inItsWords(words.join(" "), filter, ITS_OWN), count: Number.MAX_SAFE_INTEGER }]
    : [];
}

/** If the query names nothing but a bureau: its newest sections. */
async function newestOf(ask: AskServer, plan: SearchPlan, filter: string[], most: number): Promise<FoundSection[]> {
  const named = plan.wanted.flatMap(({ bureauIds }) => bureauIds);
  if (named.length === 0) return [];
  const [answer] = await ask([sectionsQuestion([...filter, bureauFilter(named)], most)]);
  return (answer?.hits ?? []).filter((section) => holdsNone(plan, section));
}

/** The gaps as they stand in the texts. */
function gapPhrases(gaps: readonly string[], sections: readonly FoundSection[]): Phrase[] {
  return gaps.flatMap((pair) => {
    const [first = "", second = ""] = pair;
    return BETWEEN.flatMap((between) => {
      const folded = `${first}${between}${second}`;
      const count = sections.filter(({ text }) => text.includes(folded)).length;
      return count > 0 ? [{ folded, title: false, count }] : [];
    });
  });
}

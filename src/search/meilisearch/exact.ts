import { limitsOf, mostCandidates } from "../query/candidate-limits.ts";
import { isNewestFirst, splitFrequent } from "../query/frequent.ts";
import type { Catalog } from "../catalog.ts";
import type { SearchRequest } from "../engine.ts";
import { PROPERTIES } from "../facets.ts";
import { RANKED_HITS, type SearchPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { asFts5Ranks, exactPhrases, statisticsOf } from "./as-fts5-ranks.ts";
import type { IndexAnswer, AskServer, Question } from "./ask.ts";
import { branchesOf, type Branch } from "./branches.ts";
import { bureauFilter, filterTexts } from "./filter-text.ts";
import { holdsAll, type FoundSection } from "./found-section.ts";
import { allOf } from "./query-text.ts";
import { sectionsWith, type QuestionWish } from "./questions.ts";

/** Read on for what the text confirms: so many at a time, so many times. */
const CHUNK = 500;
const MOST_CHUNKS = 3;
/** A string that must stand unbroken is found in pieces. Of so many candidates, the newest that the text confirms are taken. */
const MOST_DOUBTED = 40;

export interface ExactQuery {
  query: Query;
  request: SearchRequest;
  plan: SearchPlan;
  catalog: Catalog;
  /** Entries that a section has on average in D1's index. */
  average: number;
}

export interface ExactHits {
  /** To be judged; all confirmed by their text, each once. */
  judged: FoundSection[];
  /** There are more than these. */
  full: boolean;
  /** Nothing but the exact tier is to be shown, as in D1. */
  alone: boolean;
  /** All there are, confirmed; null if not all were fetched. */
  all: FoundSection[] | null;
  /** Documents that the query finds, if it is a single one, with the server's counts of their facets. */
  found: number | null;
  facets: IndexAnswer["facets"] | null;
  /** The rest, in the index's own order. */
  more: (wanted: number, known: ReadonlySet<number>) => Promise<FoundSection[]>;
}

type Sections = Omit<ExactHits, "alone">;

/** Few enough to be looked at all, or the newest of many. */
export async function exactSections(ask: AskServer, asked: ExactQuery): Promise<ExactHits> {
  const { query, request, plan, catalog } = asked;
  const split = splitFrequent(plan, catalog);
  const most = mostCandidates(request, split, catalog);
  const limits = limitsOf(split);
  const newest = isNewestFirst(request.sort, plan, split);
  const filter = filterTexts(plan, query.history);
  const without = plan.excludedPieces.flatMap(({ kind, folded }) => (kind === "title" ? [] : [folded]));
  const where = plan.wanted.length > 0 && plan.wanted.every(({ piece }) => piece.kind === "title") ? "heading" : "body";
  const toWish = ({ forms, bureaus }: Branch): QuestionWish => ({
    q: allOf(forms, without),
    where,
    filter: [...filter, ...bureaus.map(bureauFilter)],
    order: newest ? "newest" : "short",
    limit: newest ? most : RANKED_HITS,
  });
  const wishes = branchesOf(plan.wanted).map(toWish);
  if (!newest) return { alone: split.exactOnly, ...(await fewSections(ask, asked, wishes, most, limits.whole)) };
  const better =
    request.sort === "relevance" && !split.exactOnly ? betterOnes(query, plan, filter, without, limits) : [];
  return { alone: split.exactOnly, ...(await newestSections(ask, plan, wishes, better, most)) };
}

async function fewSections(
  ask: AskServer,
  asked: ExactQuery,
  wishes: QuestionWish[],
  most: number,
  mostWhole: number,
): Promise<Sections> {
  const { query, plan, catalog, average } = asked;
  const answers = await ask(wishes.map(sectionsWith));
  const statistics = statisticsOf(catalog, average);
  const ranked = asFts5Ranks(confirmed(plan, answers), exactPhrases(plan, catalog), plan, statistics);
  const whole = query.pieces.length > 1 && query.joined !== "" ? ranked.filter(holding(query.joined)) : [];
  const newestWhole = whole.toSorted((a, b) => b.id - a.id).slice(0, mostWhole);
  const full = ranked.length > most;
  return {
    judged: full ? [...new Set([...ranked.slice(0, most), ...newestWhole])] : ranked,
    full,
    all: answers.some(({ hits }) => hits.length >= RANKED_HITS) ? null : ranked,
    found: null,
    facets: null,
    more: (wanted, known) => Promise.resolve(ranked.filter(({ id }) => !known.has(id)).slice(0, wanted)),
  };
}

const holding =
  (joined: string) =>
  ({ text }: FoundSection) =>
    text.includes(joined);

async function newestSections(
  ask: AskServer,
  plan: SearchPlan,
  wishes: QuestionWish[],
  better: readonly Better[],
  most: number,
): Promise<Sections> {
  const answers = await ask([...wishes.map(withFacets), ...better.map(({ wish }) => sectionsWith(wish))]);
  const main = answers.slice(0, wishes.length);
  const more = (wanted: number, known: ReadonlySet<number>) => readOn(ask, plan, wishes, wanted, known);
  const first = confirmed(plan, main);
  const cut = main.some(({ hits }) => hits.length >= most);
  const few = cut && first.length < most;
  const others = few ? await more(most - first.length, new Set(first.map(({ id }) => id))) : [];
  const newest = [...first, ...others].sort((a, b) => b.id - a.id).slice(0, most);
  const full = cut && newest.length >= most;
  const picked = better.flatMap(({ holds, most: wanted }, i) =>
    confirmed(plan, answers.slice(wishes.length + i, wishes.length + i + 1))
      .filter(holds)
      .slice(0, wanted),
  );
  const apart = new Map([...newest, ...(full ? picked : [])].map((section) => [section.id, section]));
  const judged = [...apart.values()];
  const [only] = main;
  return {
    judged,
    full,
    all: full ? null : judged,
    found: main.length === 1 && only ? only.found : null,
    facets: main.length === 1 && only ? only.facets : null,
    more,
  };
}

const withFacets = (wish: QuestionWish): Question => ({
  ...sectionsWith(wish),
  facets: Object.keys(PROPERTIES),
});

/** Sections that the newest may have missed: `most` of a wish's answers that their text confirms. */
interface Better {
  wish: QuestionWish;
  holds: (section: FoundSection) => boolean;
  most: number;
}

/** The whole query unbroken, and the words in headings. */
function betterOnes(
  query: Query,
  plan: SearchPlan,
  filter: string[],
  without: string[],
  limits: ReturnType<typeof limitsOf>,
): Better[] {
  const better: Better[] = [];
  if (query.pieces.length > 1 && query.joined !== "")
    better.push({
      wish: { q: allOf([query.joined], without), where: "body", filter, order: "newest", limit: MOST_DOUBTED },
      holds: holding(query.joined),
      most: limits.whole,
    });
  const pieces = plan.wanted.flatMap(({ piece, bureauIds }) => (bureauIds.length > 0 ? [] : [piece.folded]));
  const named = plan.wanted.flatMap(({ bureauIds }) => (bureauIds.length > 0 ? [bureauFilter(bureauIds)] : []));
  if (pieces.length > 0)
    better.push({
      wish: {
        q: allOf(pieces, without),
        where: "heading",
        filter: [...filter, ...named],
        order: "newest",
        limit: MOST_DOUBTED,
      },
      holds: ({ heading }) => pieces.every((piece) => heading.includes(piece)),
      most: limits.inHeadings,
    });
  return better;
}

function confirmed(plan: SearchPlan, answers: readonly IndexAnswer[]): FoundSection[] {
  const byId = new Map(answers.flatMap(({ hits }) => hits).map((section) => [section.id, section]));
  return [...byId.values()].filter((section) => holdsAll(plan, section));
}

/** At least `wanted` more that are not known, unless there are no more or too many had to be refused. */
async function readOn(
  ask: AskServer,
  plan: SearchPlan,
  wishes: readonly QuestionWish[],
  wanted: number,
  known: ReadonlySet<number>,
) {
  const found: FoundSection[] = [];
  for (let chunk = 0; chunk < MOST_CHUNKS && found.length < wanted; chunk++) {
    const page = { offset: chunk * CHUNK, limit: CHUNK };
    const answers = await ask(wishes.map((wish) => sectionsWith({ ...wish, ...page })));
    const seen = new Set([...known, ...found.map(({ id }) => id)]);
    const fresh = confirmed(plan, answers).filter(({ id }) => !seen.has(id));
    found.push(...fresh.sort((a, b) => b.id - a.id));
    if (answers.every(({ hits }) => hits.length < CHUNK)) break;
  }
  return found;
}

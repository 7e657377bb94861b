import type { SearchRequest } from "../engine.ts";
import { RANKED_HITS, type Plan } from "../plan.ts";
import type { Query } from "../query.ts";
import type { Answer, Ask, Question } from "./ask.ts";
import { branchesOf, type Branch } from "./branches.ts";
import { bureauFilter, filterTexts } from "./filter-text.ts";
import { holdsAll, type FoundSection } from "./found-section.ts";
import { allOf } from "./query-text.ts";
import { sectionsWith, type Wish } from "./questions.ts";

/** As many as the D1 engine judges, where it takes the newest. */
const NEWEST = 24;
/** The shortest of those that have it, where all may be judged: brief sections answer best. */
const JUDGED = 200;
const WHOLE = 3;
const IN_HEADINGS = 5;
const SHORT_IN_HEADINGS = 30;
/** Read on for what the text confirms: so many at a time, so many times. */
const CHUNK = 500;
const MOST_CHUNKS = 3;

export interface Exact {
  /** Confirmed by their text, each once. */
  sections: FoundSection[];
  /** There may be more than were looked at. */
  full: boolean;
  /** Documents that the query finds, where it is a single one. */
  found: number | null;
  facets: Answer["facets"] | null;
  /** The rest, in the index's own order. */
  more: (wanted: number, known: ReadonlySet<number>) => Promise<FoundSection[]>;
}

export async function exactSections(ask: Ask, query: Query, request: SearchRequest, plan: Plan): Promise<Exact> {
  const filter = filterTexts(plan.conditions, query.history);
  const excluded = plan.conditions.excludedPieces.flatMap(({ kind, folded }) => (kind === "title" ? [] : [folded]));
  const common = plan.most > RANKED_HITS;
  const order = request.sort === "newest" || common ? "newest" : "short";
  const limit = order === "newest" ? Math.max(NEWEST, request.size) : Math.max(JUDGED, request.size);
  const where = plan.wanted.length > 0 && plan.wanted.every(({ piece }) => piece.kind === "title") ? "heading" : "body";
  const branches = branchesOf(plan.wanted);
  const toWish = ({ forms, bureaus }: Branch): Wish => ({
    q: allOf(forms, excluded),
    where,
    filter: [...filter, ...bureaus.map(bureauFilter)],
    order,
    limit,
  });
  const wishes = branches.map(toWish);
  const better = request.sort === "relevance" ? betterQuestions(query, plan, common, filter, excluded) : [];
  const answers = await ask([...wishes.map(withFacets), ...better]);
  const main = answers.slice(0, wishes.length);
  const full = main.some((answer) => answer.hits.length === limit);
  const sections = confirmed(
    plan,
    (full ? answers : main).flatMap(({ hits }) => hits),
  );
  const more = (wanted: number, known: ReadonlySet<number>) => readOn(ask, plan, wishes, wanted, known);
  const few = full && sections.length < Math.min(limit, NEWEST);
  const others = few ? await more(NEWEST - sections.length, new Set(sections.map(({ id }) => id))) : [];
  const [only] = main;
  return {
    sections: [...sections, ...others],
    full: full && !(few && sections.length + others.length < NEWEST),
    found: main.length === 1 && only ? only.found : null,
    facets: main.length === 1 && only ? only.facets : null,
    more,
  };
}

const withFacets = (wish: Wish): Question => ({ ...sectionsWith(wish), facets: ["bureau", "year", "standards"] });

/** What a full list may have missed: the whole query unbroken, and the words in headings. */
function betterQuestions(query: Query, plan: Plan, common: boolean, filter: string[], excluded: string[]): Question[] {
  const wishes: Wish[] = [];
  if (query.pieces.length > 1 && query.joined !== "")
    wishes.push({ q: allOf([query.joined], excluded), where: "body", filter, order: "newest", limit: WHOLE });
  const pieces = plan.wanted.filter(({ bureauIds }) => bureauIds.length === 0).map(({ piece }) => piece.folded);
  const named = plan.wanted.flatMap(({ bureauIds }) => (bureauIds.length > 0 ? [bureauFilter(bureauIds)] : []));
  if (pieces.length > 0)
    wishes.push({
      q: allOf(pieces, excluded),
      where: "heading",
      filter: [...filter, ...named],
      ...(common ? { order: "newest", limit: IN_HEADINGS } : { order: "short", limit: SHORT_IN_HEADINGS }),
    });
  return wishes.map(sectionsWith);
}

function confirmed(plan: Plan, found: readonly FoundSection[]): FoundSection[] {
  const byId = new Map(found.map((section) => [section.id, section]));
  return [...byId.values()].filter((section) => holdsAll(plan, section));
}

/** At least `wanted` more that are not known, unless there are no more or too many had to be refused. */
async function readOn(ask: Ask, plan: Plan, wishes: readonly Wish[], wanted: number, known: ReadonlySet<number>) {
  const found: FoundSection[] = [];
  for (let chunk = 0; chunk < MOST_CHUNKS && found.length < wanted; chunk++) {
    const page = { offset: chunk * CHUNK, limit: CHUNK };
    const answers = await ask(wishes.map((wish) => sectionsWith({ ...wish, ...page })));
    const seen = new Set([...known, ...found.map(({ id }) => id)]);
    const fresh = confirmed(
      plan,
      answers.flatMap(({ hits }) => hits),
    ).filter(({ id }) => !seen.has(id));
    found.push(...inOrder(fresh, wishes[0]?.order));
    if (answers.every(({ hits }) => hits.length < CHUNK)) break;
  }
  return found;
}

const inOrder = (sections: FoundSection[], order: Wish["order"] | undefined) =>
  sections.sort((a, b) => (order === "newest" ? b.id - a.id : a.length - b.length || a.id - b.id));

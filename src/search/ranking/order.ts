import { withoutPunctuation } from "../text/bare-text.ts";
import { type Catalog, sectionsIn } from "../catalog.ts";
import type { Sort, Tier } from "../engine.ts";
import { mostHits } from "../query/match.ts";
import { type Clue, idfOf, toEvidence } from "./evidence.ts";
import type { Hit } from "../hit.ts";
import type { SearchPlan } from "../query/plan.ts";
import type { Query } from "../query/query.ts";
import { bureausHinted } from "../query/names.ts";
import { contentParts } from "../text/question-words.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { scores } from "./rank.ts";

export interface RankedHit {
  hit: Hit;
  tier: Tier;
  score: number;
}

/** A passage that holds the whole query unbroken comes before all others. */
export const WHOLE = 1000;
/** The asked-for word on its own, not inside a longer number or Latin word: 5% rather than 38.5% */
const STANDS_ALONE = 50;
/** A report of the bureau that the query names. */
const OF_BUREAU = 8;
/** The query begins with what may be a bureau's name or a place. */
const OF_HINTED = 4;

export function orderExact(
  hits: readonly Hit[],
  query: Query,
  plan: SearchPlan,
  catalog: Catalog,
  sort: Sort,
): RankedHit[] {
  const ordered = scored(hits, plan, catalog, "exact");
  for (const entry of ordered) {
    const { text } = entry.hit.section;
    if (query.joined !== "" && text.includes(query.joined)) entry.score += WHOLE;
    if (query.pieces.every((piece) => standsAlone(text, piece.folded))) entry.score += STANDS_ALONE;
    else if (!query.pieces.every((piece) => text.includes(piece.folded))) entry.score -= STANDS_ALONE;
  }
  return sort === "newest" ? ordered.sort((a, b) => b.hit.id - a.hit.id) : best(ordered);
}

export function orderPartial(hits: readonly Hit[], query: Query, plan: SearchPlan, catalog: Catalog): RankedHit[] {
  const ordered = scored(hits, plan, catalog, "partial");
  const bare = copiedWithoutPunctuation(query.joined);
  for (const entry of ordered)
    if (bare !== null && withoutPunctuation(entry.hit.section.text).includes(bare)) entry.score += WHOLE;
  return best(ordered);
}

/** Null if leaving punctuation out would change the meaning: 8.5% is not 85. */
function copiedWithoutPunctuation(joined: string): string | null {
  const bare = withoutPunctuation(joined);
  return bare === "" || (bare !== joined && (/\d[.,]\d/.test(joined) || bare.length < 4)) ? null : bare;
}

const best = (ordered: RankedHit[]) => ordered.sort((a, b) => b.score - a.score || a.hit.id - b.hit.id);

function scored(hits: readonly Hit[], plan: SearchPlan, catalog: Catalog, tier: Tier): RankedHit[] {
  const sections = sectionsIn(catalog);
  const pieces = plan.wanted.map(({ piece, bureauIds }) => ({ folded: piece.folded, named: bureauIds.length > 0 }));
  const unnamed = pieces.filter((piece) => !piece.named).map((piece) => piece.folded);
  const bodies = unnamed.length > 0 ? unnamed : pieces.map((piece) => piece.folded);
  const evidence = toEvidence(
    tier === "partial" ? bodies.flatMap((folded) => ownWords(folded, plan, catalog)) : bodies,
    catalog.counts,
    sections,
  );
  const other = tier === "partial" || plan.isQuestion ? saidOtherwise(plan, catalog) : [];
  const isForAmount = plan.isQuestion && HOW_MANY.test(plan.said);
  const counted = isForAmount
    ? [...bodies.flatMap(contentParts), ...plan.expansions.flatMap(({ forms }) => forms)]
    : [];
  const values = scores(
    hits.map((hit) => hit.section),
    evidence,
  );
  const named = new Set(plan.wanted.flatMap(({ bureauIds }) => bureauIds));
  const hinted = new Set(bureausHinted(plan.said, catalog));
  const ofBureau = ({ bureauId }: Hit) => (named.has(bureauId) ? OF_BUREAU : hinted.has(bureauId) ? OF_HINTED : 0);
  return hits.map((hit, i) => ({
    hit,
    tier,
    score: (values[i] ?? 0) + ofBureau(hit) + otherwise(hit, other) + amount(hit, counted),
  }));
}

/** The words of a question, without those that only ask or that reports would not use, unless it has no others. */
function ownWords(folded: string, { expansions }: SearchPlan, catalog: Catalog): string[] {
  const parts = contentParts(folded);
  const strange = expansions.filter(({ said }) => mostHits(said, catalog.counts) === 0);
  const own = strange.reduce((texts, { said }) => texts.flatMap((text) => text.split(said)), parts);
  const left = own.filter((text) => Array.from(text).length > 1);
  return left.length > 0 ? left : parts;
}

/** A question for an amount is answered by a number right behind the thing that it asks about. */
const HOW_MANY = /多少|几|多大|多长|多久|多不多|人数|数量/u;
const AMOUNT = 8;
const BEHIND = 10;

function amount({ section: { text } }: Hit, parts: readonly string[]): number {
  const isFollowed = (part: string) => {
    for (let at = text.indexOf(part), n = 0; at >= 0 && n < 20; at = text.indexOf(part, at + 1), n++)
      if (/\d/.test(text.slice(at + part.length, at + part.length + BEHIND))) return true;
    return false;
  };
  return parts.some((part) => part.length > 1 && isFollowed(part)) ? AMOUNT : 0;
}

interface OtherWords {
  share: number;
  forms: Clue[];
  sections: readonly string[];
}

/** The weight of an expansion's form, as a share of the weight it would have if it had been typed. */
const OTHERWISE = 3;
const IN_HEADING = 2;
const IN_SECTION = 8;
/** The weight of forms that say less than the best one. */
const BESIDE = 0.25;
/** If reports use the typed words too. */
const KNOWN_WORD = 0.4;

function saidOtherwise({ expansions }: SearchPlan, catalog: Catalog): OtherWords[] {
  const idf = idfOf(sectionsIn(catalog));
  return expansions.map(({ said, forms, sections }) => ({
    share: mostHits(said, catalog.counts) === 0 ? 1 : KNOWN_WORD,
    forms: forms.map((text) => ({ text, weight: idf(mostHits(text, catalog.counts)) })),
    sections,
  }));
}

/** Each expansion counts by the one of its forms that says most. */
const otherwise = ({ section, standards }: Hit, words: readonly OtherWords[]) =>
  words.reduce((sum, { share, forms, sections }) => {
    const said = forms.map(({ text, weight }) => {
      const inText = section.text.includes(text) ? OTHERWISE * weight : 0;
      return inText + (section.heading.includes(text) ? IN_HEADING * weight : 0);
    });
    const best = Math.max(0, ...said);
    const others = said.reduce((all, each) => all + each, 0) - best;
    return sum + share * (best + BESIDE * others + IN_SECTION * nearness(standards, sections));
  }, 0);

/** A section that the words are about, or one above or below it: some reports have no subsections. */
function nearness(standards: readonly string[], meant: readonly string[]): number {
  const own = standards.at(-1);
  if (own === undefined) return 0;
  if (meant.includes(own)) return 1;
  const isBeside = standards.some((slug) => meant.includes(slug)) || meant.some((slug) => parentOf(slug) === own);
  return isBeside ? 0.5 : 0;
}

const parentOf = (slug: string) => standardSection(slug)?.parent;

const ALNUM = /[0-9a-z.]/;
/** 720 in 3,720 stands in a longer number. */
const isInNumber = (text: string, at: number, step: 1 | -1) =>
  text.charAt(at) === "," && /\d/.test(text.charAt(at + step)) && /\d/.test(text.charAt(at - step));

function standsAlone(text: string, piece: string): boolean {
  const first = ALNUM.test(piece.charAt(0));
  const last = ALNUM.test(piece.charAt(piece.length - 1));
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const end = at + piece.length;
    const before = first && (ALNUM.test(text.charAt(at - 1)) || isInNumber(text, at - 1, -1));
    const after = last && (ALNUM.test(text.charAt(end)) || isInNumber(text, end, 1));
    if (!before && !after) return true;
  }
  return false;
}

import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { type Catalog, sectionsIn } from "../catalog.ts";
import type { Tier } from "../engine.ts";
import type { Hit } from "../hit.ts";
import { mostHits } from "../query/match.ts";
import { bureausHinted, tradeIn } from "../query/names.ts";
import type { SearchPlan } from "../query/plan.ts";
import { contentParts } from "../text/question-words.ts";
import { type Clue, idfOf } from "./evidence.ts";

/** A report of the bureau that the query names. */
const OF_BUREAU = 8;
/** The query begins with what may be a bureau's name or a place. */
const OF_HINTED = 4;
/** The question is about the trade of a bureau: 司机 about a bus company. */
const OF_TRADE = 8;

/** Scores each hit by the question's bureau, trade, amount and lay words; its own words are scored elsewhere. */
export function askedSignals(
  plan: SearchPlan,
  catalog: Catalog,
  { bodies, tier }: { bodies: readonly string[]; tier: Tier },
): (hit: Hit) => number {
  const other = tier === "partial" || plan.isQuestion ? saidOtherwise(plan, catalog) : [];
  const isForAmount = plan.isQuestion && HOW_MANY.test(plan.said);
  const counted = isForAmount
    ? [...bodies.flatMap(contentParts), ...plan.expansions.flatMap(({ forms }) => forms)]
    : [];
  const named = new Set(plan.wanted.flatMap(({ bureauIds }) => bureauIds));
  const hinted = new Set(bureausHinted(plan.said, catalog));
  const trade = new Set(tier === "partial" && plan.filters.length === 0 ? tradeIn(plan.said, catalog).bureauIds : []);
  const ofBureau = ({ bureauId }: Hit) => {
    if (named.has(bureauId)) return OF_BUREAU;
    return (hinted.has(bureauId) ? OF_HINTED : 0) + (trade.has(bureauId) ? OF_TRADE : 0);
  };
  const newest = catalog.years[0] ?? 0;
  const age = ({ year }: Hit) => (plan.isQuestion ? Math.min(MOST_YEARS, newest - year) * A_YEAR : 0);
  return (hit) => ofBureau(hit) + otherwise(hit, other) + amount(hit, counted) - age(hit);
}

/** Of two answers that say as much, the newer one. */
const A_YEAR = 0.4;
const MOST_YEARS = 5;

/** A question for an amount is answered by a number right before or behind the thing that it asks about. */
const HOW_MANY = /多少|几|多大|多长|多久|多不多|人数|数量/u;
const AMOUNT = 8;
const BEHIND = 10;
const BEFORE = /[\d两一二三四五六七八九十百千万]+[座个家名条辆所处台户件次项人位支只本份家间]?[\p{Script=Han}]{0,2}$/u;

function amount({ section: { text } }: Hit, parts: readonly string[]): number {
  const isCounted = (part: string) => {
    for (let at = text.indexOf(part), n = 0; at >= 0 && n < 20; at = text.indexOf(part, at + 1), n++)
      if (
        /\d/.test(text.slice(at + part.length, at + part.length + BEHIND)) ||
        BEFORE.test(text.slice(Math.max(0, at - BEHIND), at))
      )
        return true;
    return false;
  };
  return parts.some((part) => part.length > 1 && isCounted(part)) ? AMOUNT : 0;
}

interface OtherWords {
  share: number;
  forms: Clue[];
  sections: readonly string[];
}

/** The weight of an expansion's form, as a share of the weight it would have if it had been typed. */
const OTHERWISE = 5;
const IN_HEADING = 2;
const IN_SECTION = 8;
/** The weight of forms that say less than the best one. */
const BESIDE = 0.25;
/** If reports may use the typed words too: the longer, the less likely. */
const KNOWN_WORD = [0, 0.4, 0.4, 0.6, 0.8];

function saidOtherwise({ expansions }: SearchPlan, catalog: Catalog): OtherWords[] {
  const idf = idfOf(sectionsIn(catalog));
  return expansions.map(({ said, forms, sections }) => ({
    share: mostHits(said, catalog.counts) === 0 ? 1 : (KNOWN_WORD[said.length] ?? 0.8),
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

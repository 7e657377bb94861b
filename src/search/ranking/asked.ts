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
const OF_TRADE = 14;

/** Scores each hit by the question's bureau, trade, amount and lay words; its own words are scored elsewhere. */
export function askedSignals(
  plan: SearchPlan,
  catalog: Catalog,
  { bodies, tier }: { bodies: readonly string[]; tier: Tier },
): (hit: Hit) => number {
  const other = tier === "partial" || plan.isQuestion ? saidOtherwise(plan, catalog) : [];
  const parts = [...bodies.flatMap(contentParts), ...plan.expansions.flatMap(({ forms }) => forms)];
  const asksFor = (kind: RegExp) => (plan.isQuestion && kind.test(plan.said) ? parts : []);
  const counted = asksFor(HOW_MANY);
  const dated = asksFor(WHEN);
  const named = new Set(plan.wanted.flatMap(({ bureauIds }) => bureauIds));
  const hinted = new Set(bureausHinted(plan.said, catalog));
  const trade = new Set(tier === "partial" && plan.filters.length === 0 ? tradeIn(plan.said, catalog).bureauIds : []);
  const ofBureau = ({ bureauId }: Hit) => {
    if (named.has(bureauId)) return OF_BUREAU;
    return (hinted.has(bureauId) ? OF_HINTED : 0) + (trade.has(bureauId) ? OF_TRADE : 0);
  };
  const newest = catalog.years[0] ?? 0;
  const perYear = plan.isQuestion ? (AHEAD.test(plan.said) ? A_YEAR_AHEAD : A_YEAR) : 0;
  const age = ({ year }: Hit) => Math.min(MOST_YEARS, newest - year) * perYear;
  return (hit) =>
    ofBureau(hit) + otherwise(hit, other) + beside(hit, counted, NUMBER) + beside(hit, dated, DATE) - age(hit);
}

/** Of two answers that say as much, the newer one; what is to come stands in the newest. */
const A_YEAR = 0.4;
const A_YEAR_AHEAD = 6;
const MOST_YEARS = 5;
const AHEAD = /明年|来年|下一年|下一步|今后|接下来|以后(?:打算|怎么|要)/u;

/** A question for an amount or a time is answered by a number or a date right before or behind the thing that it asks about. */
const HOW_MANY = /多少|几|多大|多长|多久|多不多|人数|数量/u;
const WHEN = /哪一?年|哪天|什么时候|何时|几几年|几月/u;
const ANSWERS = 8;
const NEAR = 10;

interface Place {
  before: RegExp;
  behind: RegExp;
}
const NUMBER: Place = {
  before: /[\d两一二三四五六七八九十百千万]+[座个家名条辆所处台户件次项人位支只本份间]?\p{Script=Han}{0,2}$/u,
  behind: /\d/,
};
const DATE: Place = { before: /\d[年月日]\P{P}*$/u, behind: /^\P{P}*(?:19|20)\d\d年?/u };

function beside({ section: { text } }: Hit, parts: readonly string[], { before, behind }: Place): number {
  const isAnswered = (part: string) => {
    for (let at = text.indexOf(part), n = 0; at >= 0 && n < 20; at = text.indexOf(part, at + 1), n++) {
      const end = at + part.length;
      if (behind.test(text.slice(end, end + NEAR)) || before.test(text.slice(Math.max(0, at - NEAR), at))) return true;
    }
    return false;
  };
  return parts.some((part) => part.length > 1 && isAnswered(part)) ? ANSWERS : 0;
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

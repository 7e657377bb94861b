import trades from "../../../search/trades.json" with { type: "json" };
import type { Catalog } from "../catalog.ts";
import { type FacetKind, FACETS } from "../facets.ts";
import { bureauCore } from "../../reports/bureau.ts";
import { foldText } from "../text/fold.ts";

/** A name of a facet's value that stands in a folded text. */
export interface FoundName {
  kind: FacetKind;
  /** As addresses have them; several bureaus may go by one alias. */
  values: string[];
  from: number;
  to: number;
}

interface Names {
  byName: Map<string, { kind: FacetKind; values: string[] }>;
  longest: number;
}

const SHORTEST = 2;
/** A name that more bureaus share than this identifies none of them. */
const MOST_OF_A_LOOSE_NAME = 3;
const known = new WeakMap<Catalog, Names>();

/** Words that are made of the last character of a body's name: 东湖局长 is the head of 东湖局. */
const HEAD_OF = /^[局院校所厂站处段部]长/u;

let segmenter: Intl.Segmenter | undefined;

/** Names in running text, the longest if several begin at one place; none that cuts a word of the text, as 和平局 would 局面. */
export function namesIn(folded: string, catalog: Catalog): FoundName[] {
  const { byName, longest } = namesOf(catalog);
  const found: FoundName[] = [];
  let boundaries: Set<number> | undefined;
  for (let from = 0; from < folded.length; from++) {
    for (let to = Math.min(folded.length, from + longest); to >= from + SHORTEST; to--) {
      const name = byName.get(folded.slice(from, to));
      if (!name) continue;
      boundaries ??= boundariesOf(folded);
      const isHead = !boundaries.has(to) && HEAD_OF.test(folded.slice(to - 1));
      if (!boundaries.has(from) || !(boundaries.has(to) || isHead)) continue;
      found.push({ ...name, from, to: isHead ? to - 1 : to });
      from = to - 1;
      break;
    }
  }
  return found;
}

/** The bureaus whose core is a word of its own in a query: 东湖 投诉. */
export function coreName(folded: string, { bureaus }: Catalog): FoundName | null {
  if (Array.from(folded).length < SHORTEST || !/^\p{Script=Han}+$/u.test(folded)) return null;
  const meant = bureaus.filter(({ shortName }) => foldText(bureauCore(shortName)) === folded);
  if (meant.length === 0 || meant.length > MOST_OF_A_LOOSE_NAME) return null;
  return { kind: "bureau", values: meant.map(({ slug }) => slug), from: 0, to: folded.length };
}

/** The bureaus whose core begins a text, which may mean the place as well: 北塔漏掉多少水. */
export function bureausHinted(folded: string, { bureaus }: Catalog): number[] {
  const hinted = bureaus.filter(({ shortName }) => {
    const core = foldText(bureauCore(shortName));
    return Array.from(core).length >= SHORTEST && folded.length > core.length && folded.startsWith(core);
  });
  return hinted.length > MOST_OF_A_LOOSE_NAME ? [] : hinted.map(({ id }) => id);
}

/** The bureaus whose trade a text speaks of, 司机 and 到站 of a bus company, and how the text names the trade itself. */
export function tradeIn(folded: string, { bureaus }: Catalog): { bureauIds: number[]; names: string[] } {
  const meant = trades.filter(({ say }) => say.some((word) => folded.includes(word))).flatMap(({ names }) => names);
  const found = bureaus.filter(({ names }) => meant.some((trade) => names[0]?.includes(trade)));
  const says = found.length > 0 && found.length < bureaus.length;
  return {
    bureauIds: says ? found.map(({ id }) => id) : [],
    names: says ? meant.filter((name) => folded.includes(name)) : [],
  };
}

function boundariesOf(folded: string): Set<number> {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return new Set([...Array.from(segmenter.segment(folded), (part) => part.index), folded.length]);
}

function namesOf(catalog: Catalog): Names {
  const held = known.get(catalog);
  if (held) return held;
  const byName: Names["byName"] = new Map();
  const looselyNamed: Names["byName"] = new Map();
  const add = (to: Names["byName"], kind: FacetKind, name: string, value: string) => {
    const folded = foldText(name);
    const entry = to.get(folded);
    if (Array.from(folded).length < SHORTEST || (entry && entry.kind !== kind)) return;
    if (!entry) to.set(folded, { kind, values: [value] });
    else if (!entry.values.includes(value)) entry.values.push(value);
  };
  for (const facet of FACETS)
    for (const bureau of catalog.bureaus)
      for (const { name, value, loose = false } of facet.namesOf?.(bureau) ?? [])
        add(loose ? looselyNamed : byName, facet.kind, name, value);
  for (const [name, entry] of looselyNamed)
    if (!byName.has(name) && entry.values.length <= MOST_OF_A_LOOSE_NAME) byName.set(name, entry);
  const longest = Math.max(0, ...[...byName.keys()].map((name) => name.length));
  const names = { byName, longest };
  known.set(catalog, names);
  return names;
}

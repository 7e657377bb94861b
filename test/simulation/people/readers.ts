import type { SearchResult } from "../../../src/search/engine.ts";
import { foldText } from "../../../src/search/text/fold.ts";
import { searchReports } from "../../../src/search/search-reports.ts";
import { SearchUnavailable } from "../../../src/search/search-unavailable.ts";
import { ask, at, type Person } from "./people.ts";
import type { Random } from "../random.ts";
import { readVisible, type Visible, type VisibleSection } from "../visible.ts";

/** What somebody looks for, and which sections are the answer to it. */
interface Wanted {
  q: string;
  holds: (section: VisibleSection) => boolean;
}

/** Somebody looks for a passage; the answer is held against what could be read before and after. */
export async function seek(person: Person) {
  const { system, activity, action } = person;
  const before = await readVisible(system.storage);
  const wanted = choose(
    activity.random,
    at(before.sections, action.about),
    at(before.sections, activity.random.unit()),
  );
  const outcome = await ask(person, "search", null, (ctx) => searchReports(ctx, { q: wanted.q, size: "100" }));
  const wrong = (what: string) => void system.journal.wrong.push(`${wanted.q}: ${what}`);
  if (outcome.kind === "failed" && outcome.error instanceof SearchUnavailable)
    wrong(`no answer, because of ${outcome.error.reason}`);
  if (outcome.kind === "refused") wrong(`refused: ${outcome.error.message}`);
  if (outcome.kind !== "answered") return;
  const { engine, degraded, lagging } = outcome.value;
  system.journal.answers.push({ engine, isWhole: !degraded && lagging !== true });
  if (degraded !== (system.setting.hasIndex && engine === "fts5")) wrong(`${engine} says degraded: ${degraded}`);
  judge(outcome.value, wanted, before, await readVisible(system.storage), wrong);
}

function judge(
  { hits, total, totalIs, engine, lagging = false }: SearchResult,
  { holds }: Wanted,
  before: Visible,
  after: Visible,
  wrong: (what: string) => void,
) {
  const found = new Set(hits.filter(({ tier }) => tier === "exact").map(keyOf));
  const [first, last] = [keysOf(before, holds), keysOf(after, holds)];
  const changes = after.version - before.version;
  // Over several changes, what stood between them is not known.
  if (changes > 1) return;
  for (const key of found)
    if (!first.has(key) && !last.has(key)) wrong(`${engine} found ${key}, which is not there or does not hold it`);
  if (lagging) return;
  for (const key of first) if (last.has(key) && !found.has(key)) wrong(`${engine} did not find ${key}`);
  if (changes === 0 && totalIs === "exact" && total !== first.size)
    wrong(`${engine} counted ${total}, there are ${first.size}`);
}

const keyOf = ({ bureau, year, revision, section }: SearchResult["hits"][number]) =>
  `${bureau}/${year}/${revision}/${section}`;
const keysOf = ({ sections }: Visible, holds: Wanted["holds"]) => new Set(sections.filter(holds).map(({ key }) => key));

const SHAPES = { one: 4, two: 2, ofYear: 1, without: 1, history: 2 };

/** Quoted, so that no synonym counts. */
function choose(random: Random, section: VisibleSection | undefined, other: VisibleSection | undefined): Wanted {
  const [run, second] = [runOf(random, section), runOf(random, random.chance(0.7) ? section : other)];
  const has = (text: string) => (of: VisibleSection) => of.folded.includes(foldText(text));
  const year = section?.year ?? 2022;
  switch (random.weighted(SHAPES)) {
    case "one":
      return { q: `"${run}"`, holds: (of) => of.current && has(run)(of) };
    case "two":
      return { q: `"${run}" "${second}"`, holds: (of) => of.current && has(run)(of) && has(second)(of) };
    case "ofYear":
      return { q: `"${run}" 年份:${year}`, holds: (of) => of.current && has(run)(of) && of.year === year };
    case "without":
      return { q: `"${run}" -"${second}"`, holds: (of) => of.current && has(run)(of) && !has(second)(of) };
    case "history":
      return { q: `"${run}" 修订:全部`, holds: has(run) };
  }
}

function runOf(random: Random, section: VisibleSection | undefined): string {
  const printed = section ? random.pick(section.printed) : "示例";
  const length = 2 + random.below(Math.min(8, printed.length - 1));
  const from = random.below(printed.length - length + 1);
  return printed.slice(from, from + length);
}

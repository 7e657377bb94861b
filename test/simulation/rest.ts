import { FIGURE_READER } from "../../src/figures/kept.ts";
import { IN_FLIGHT, guess, lookUp, note, post, refuse } from "./people/citizens.ts";
import { count, type Inquiry } from "./invariants/stored.ts";
import { runCron } from "./people/jobs.ts";
import type { Letter } from "./journal.ts";
import type { Person } from "./people/people.ts";
import { followLedger } from "./people/publishers.ts";
import { Random } from "./random.ts";
import { seek } from "./people/readers.ts";
import type { System } from "./system.ts";
import { Strand } from "./world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MOST_SWEEPS = 60;
const MOST_SEARCHES = 40;
/** One process after another finds out that the engine is well again. */
const IN_A_ROW = 3;

/** No more faults: jobs run until nothing waits; whoever never got an answer asks once more; every receipt is tried. */
export async function comeToRest(system: System, seed: number) {
  const { world, journal } = system;
  for (const process of system.processes) process.skew = 0;
  Object.assign(system.setting.consumer, { faults: new Map() });
  Object.assign(system.queue.misfortunes, { lost: 0, twice: 0 });
  system.engine.failing = 0;
  const afterwards = (name: string, about: number, script: (person: Person) => Promise<unknown>) =>
    runAfterwards(system, new Random(seed, name, about), name, about, script);
  for (const letter of journal.letters)
    if (letter.key !== null && !letter.refused && world.time - letter.begunAt < 6 * DAY)
      await afterwards("asks again", 0, (person) => askAgain(person, letter));
  const letters = journal.letters.filter((letter) => letter.answer);
  for (const [at] of letters.entries()) await afterwards("look up", (at + 0.5) / letters.length, lookUp);
  await afterwards("guess", 0, guess);
  await afterwards("checkpoint", 0, followLedger);
  for (let sweep = 0; sweep < MOST_SWEEPS && (sweep === 0 || (await isWaiting(system))); sweep += 1)
    await afterwards("jobs", sweep, runCron);
  for (let search = 0; search < MOST_SEARCHES && !isWell(system, search); search += 1)
    await afterwards("search", new Random(seed, search).unit(), seek);
  if (!isWell(system, MOST_SEARCHES)) journal.wrong.push("the search says that it is not whole again");
}

const isWell = ({ journal }: System, searches: number) =>
  searches >= IN_A_ROW && journal.answers.slice(-IN_A_ROW).every(({ isWhole }) => isWhole);

async function isWaiting({ storage, journal, setting }: System): Promise<boolean> {
  const inquiry: Inquiry = { storage, journal, wrong: () => {} };
  const rows = [
    "outbox WHERE done_at IS NULL AND dead_at IS NULL",
    "drafts WHERE state = 'scheduled' OR (state IN ('published', 'discarded') AND erased_at IS NULL)",
    `revision_figures WHERE reader < ${FIGURE_READER}`,
  ];
  for (const from of rows) if ((await count(inquiry, from)) > 0) return true;
  return setting.hasIndex && (await count(inquiry, "search_index WHERE built IS NOT NULL")) === 0;
}

async function runAfterwards(
  system: System,
  random: Random,
  name: string,
  about: number,
  script: (person: Person) => Promise<unknown>,
) {
  const { world, journal } = system;
  const activity = { id: -1, random, faults: new Map(), steps: {}, met: [] };
  const strand = new Strand(name);
  const action = { id: -1, kind: "jobs" as const, at: 0, about };
  world.after(2 * MINUTE, () =>
    world.start(
      strand,
      () => script({ system, action, activity, strand }),
      (outcome) => {
        if (outcome.status === "rejected") journal.wrong.push(`broken after the faults: ${String(outcome.reason)}`);
      },
    ),
  );
  await world.run();
}

async function askAgain(person: Person, letter: Letter) {
  const { wrong } = person.system.journal;
  const outcome = await post(person, letter);
  if (outcome.kind === "answered") note(person, letter, outcome.value);
  else if (outcome.kind === "refused" && outcome.error.message.includes(IN_FLIGHT))
    wrong.push(`${letter.mark}: said to be on its way, though nobody sends it`);
  else if (outcome.kind === "refused") refuse(person, letter, outcome.error.message);
  else wrong.push(`${letter.mark}: asked again, the site ${outcome.kind === "lost" ? "said nothing" : "broke"}`);
}

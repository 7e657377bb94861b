import { runCron } from "./jobs.ts";
import { guess, IN_FLIGHT, lookUp, note, post, refuse, stepOfAuthor, submit } from "./citizens.ts";
import { checkFeedback } from "./invariants/feedback.ts";
import { checkIndex } from "./invariants/index.ts";
import { checkLedger } from "./invariants/ledger.ts";
import { checkOutsideIndex } from "./invariants/outside-index.ts";
import { checkOutbox } from "./invariants/outbox.ts";
import { checkRevisions } from "./invariants/revisions.ts";
import { count, type Inquiry } from "./invariants/stored.ts";
import { emptyJournal } from "./journal.ts";
import type { Person } from "./people.ts";
import { type Action, type ActionKind, CONSUMER, type Plan } from "./plan.ts";
import type { Plant } from "./plant.ts";
import { followLedger, publish, rename, restore, withdraw } from "./publishers.ts";
import { Random } from "./random.ts";
import { stepOfStaff } from "./staff.ts";
import type { Activity } from "./steps.ts";
import type { Storage } from "./storage.ts";
import { System } from "./system.ts";
import { Strand, World } from "./world.ts";

const BEGINNING = Date.parse("2026-03-02T01:00:00Z");
const MINUTE = 60_000;
const MOST_SWEEPS = 60;

const SCRIPTS: Record<ActionKind, (person: Person) => Promise<unknown>> = {
  publish,
  withdraw,
  restore,
  rename,
  submit,
  "look-up": lookUp,
  guess,
  "author-step": stepOfAuthor,
  "staff-step": stepOfStaff,
  jobs: runCron,
  checkpoint: followLedger,
};

export interface Report {
  /** What did not hold; empty where all is well. */
  wrong: string[];
  trace: string[];
  events: number;
  faultsMet: number;
  crashes: number;
  revisions: number;
  feedback: number;
}

function activityOf(plan: Plan, id: number): Activity {
  const own = plan.faults.filter((fault) => fault.action === id);
  const faults = new Map(own.map((fault) => [fault.step, fault]));
  return { id, random: new Random(plan.seed, "action", id), faults, steps: 0, met: [] };
}

/** Runs a plan from an empty archive, then lets everything come to rest without faults, and looks at what is there. */
export async function simulate(plan: Plan, storage: Storage, plant?: Plant): Promise<Report> {
  const world = new World(BEGINNING);
  const consumer = activityOf(plan, CONSUMER);
  const setting = { seed: plan.seed, hasIndex: plan.hasIndex, consumer };
  const system = new System(world, storage, emptyJournal(), setting, plant);
  Object.assign(system.queue.misfortunes, plan.misfortunes);
  system.engine.failing = plan.misfortunes.failing;
  const activities = [consumer];
  for (const action of plan.actions) {
    const activity = activityOf(plan, action.id);
    activities.push(activity);
    world.at(BEGINNING + action.at, () => act(system, action, activity));
  }
  await world.run();
  Object.assign(system.setting.consumer, { faults: new Map() });
  await comeToRest(system, plan.seed);
  const inquiry = { storage, journal: system.journal, wrong: (what: string) => void system.journal.wrong.push(what) };
  for (const check of [checkRevisions, checkLedger, checkFeedback, checkIndex, checkOutbox]) await check(inquiry);
  if (plan.hasIndex) await checkOutsideIndex(inquiry, system.engine.indexes);
  return {
    wrong: system.journal.wrong,
    trace: world.trace,
    events: world.events,
    faultsMet: activities.reduce((sum, { met }) => sum + met.length, 0),
    crashes: system.processes.reduce((sum, { crashes }) => sum + crashes, 0),
    revisions: await count(inquiry, "revisions"),
    feedback: await count(inquiry, "feedback"),
  };
}

function act(system: System, action: Action, activity: Activity) {
  const strand = new Strand(`#${action.id} ${action.kind}`);
  system.world.start(
    strand,
    () => SCRIPTS[action.kind]({ system, action, activity, strand }),
    (outcome) => {
      if (outcome.status === "rejected")
        system.journal.wrong.push(`the simulation itself broke at ${strand.name}: ${(outcome.reason as Error).stack}`);
    },
  );
}

/** No more faults: jobs run until nothing waits; whoever never got an answer asks once more; every receipt is tried. */
async function comeToRest(system: System, seed: number) {
  const { world, journal, storage } = system;
  for (const process of system.processes) process.skew = 0;
  Object.assign(system.queue.misfortunes, { lost: 0, twice: 0 });
  system.engine.failing = 0;
  const inquiry: Inquiry = { storage, journal, wrong: () => {} };
  const afterwards = async (name: string, about: number, script: (person: Person) => Promise<unknown>) => {
    const activity = { id: -1, random: new Random(seed, name, about), faults: new Map(), steps: 0, met: [] };
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
  };
  for (const letter of journal.letters)
    if (letter.key !== null && !letter.refused && world.time - letter.begunAt < 6 * 24 * 60 * MINUTE)
      await afterwards("asks again", 0, async (person) => {
        const outcome = await post(person, letter);
        if (outcome.kind === "answered") note(person, letter, outcome.value);
        else if (outcome.kind === "refused" && outcome.error.message.includes(IN_FLIGHT))
          journal.wrong.push(`${letter.mark}: said to be on its way, though nobody sends it`);
        else if (outcome.kind === "refused") refuse(person, letter, outcome.error.message);
        else
          journal.wrong.push(
            `${letter.mark}: asked again, the site ${outcome.kind === "lost" ? "said nothing" : "broke"}`,
          );
      });
  const letters = journal.letters.filter((letter) => letter.answer);
  for (const [at] of letters.entries()) await afterwards("look up", (at + 0.5) / letters.length, lookUp);
  await afterwards("guess", 0, guess);
  await afterwards("checkpoint", 0, followLedger);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    await afterwards("jobs", sweep, runCron);
    const waiting = await count(inquiry, "outbox WHERE done_at IS NULL AND dead_at IS NULL");
    const isBuilt = await count(inquiry, "search_index WHERE built IS NOT NULL");
    if (waiting === 0 && (isBuilt === 1 || !system.setting.hasIndex)) break;
  }
}

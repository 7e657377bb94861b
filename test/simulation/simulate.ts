import { guess, lookUp, stepOfAuthor, submit } from "./people/citizens.ts";
import { ageFigures, haveIndex, loseIndex } from "./people/circumstances.ts";
import { registerClerks, stepAtDesk, upload } from "./people/desk.ts";
import { checkDesk } from "./invariants/desk.ts";
import { checkFeedback } from "./invariants/feedback.ts";
import { checkFigures } from "./invariants/figures.ts";
import { checkIndicatorPoints } from "./invariants/points.ts";
import { checkIndex } from "./invariants/index.ts";
import { checkLedger } from "./invariants/ledger.ts";
import { checkOutsideIndex } from "./invariants/outside-index.ts";
import { checkOutbox } from "./invariants/outbox.ts";
import { checkRevisions } from "./invariants/revisions.ts";
import { count } from "./invariants/stored.ts";
import { runCron } from "./people/jobs.ts";
import { emptyJournal } from "./journal.ts";
import type { Person } from "./people/people.ts";
import { type Action, type ActionKind, CONSUMER, type Plan } from "./plan.ts";
import type { Plant } from "./faults/plant.ts";
import { followLedger, publish, rename, restore, withdraw } from "./people/publishers.ts";
import { Random } from "./random.ts";
import { seek } from "./people/readers.ts";
import { comeToRest } from "./rest.ts";
import { stepOfStaff } from "./people/staff.ts";
import type { Activity } from "./faults/steps.ts";
import type { Storage } from "./models/storage.ts";
import { System } from "./system.ts";
import { Strand, World } from "./world.ts";

const BEGINNING = Date.parse("2026-03-02T01:00:00Z");

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
  search: seek,
  upload,
  desk: stepAtDesk,
  "age-figures": ageFigures,
  "lose-index": loseIndex,
};

export interface Report {
  /** The broken invariants; empty if all is well. */
  wrong: string[];
  trace: string[];
  events: number;
  /** Faults that a step met, each as `port kind`. */
  met: string[];
  crashes: number;
  revisions: number;
  feedback: number;
  /** Drafts that were published from the desk. */
  drafts: number;
  searches: number;
}

function activityOf(plan: Plan, id: number): Activity {
  const own = plan.faults.filter((fault) => fault.action === id);
  const faults = new Map(own.map((fault) => [fault.step, fault]));
  return { id, random: new Random(plan.seed, "action", id), faults, steps: {}, met: [] };
}

/**
 * Runs a plan from an empty archive, then lets everything come to rest without faults, and examines the result.
 * @param open storage with nothing in it, given the world's clock
 */
export async function simulate(plan: Plan, open: (now: () => number) => Storage, plant?: Plant): Promise<Report> {
  const world = new World(BEGINNING);
  const storage = open(() => world.time);
  try {
    return await simulateOn(world, storage, plan, plant);
  } finally {
    storage.close();
  }
}

async function simulateOn(world: World, storage: Storage, plan: Plan, plant?: Plant): Promise<Report> {
  const consumer = activityOf(plan, CONSUMER);
  const setting = { seed: plan.seed, hasIndex: plan.index !== "none", consumer };
  const system = new System(world, storage, emptyJournal(), setting, plant);
  Object.assign(system.queue.misfortunes, plan.misfortunes);
  system.engine.failing = plan.misfortunes.failing;
  await registerClerks(storage);
  if (plan.index === "built") await haveIndex(system);
  const activities = [consumer];
  for (const action of plan.actions) {
    const activity = activityOf(plan, action.id);
    activities.push(activity);
    world.at(BEGINNING + action.at, () => act(system, action, activity));
  }
  await world.run();
  await comeToRest(system, plan.seed);
  await examine(system);
  const { journal, processes } = system;
  const inquiry = { storage, journal, wrong: () => {} };
  return {
    wrong: journal.wrong,
    trace: world.trace,
    events: world.events,
    met: activities.flatMap(({ met }) => met),
    crashes: processes.reduce((sum, { crashes }) => sum + crashes, 0),
    revisions: await count(inquiry, "revisions"),
    feedback: await count(inquiry, "feedback"),
    drafts: await count(inquiry, "drafts WHERE state = 'published'"),
    searches: journal.answers.length,
  };
}

async function examine({ storage, journal, setting, engine, world }: System) {
  const inquiry = { storage, journal, wrong: (what: string) => void journal.wrong.push(what) };
  const checks = [
    checkRevisions,
    checkLedger,
    checkFeedback,
    checkFigures,
    checkIndicatorPoints,
    checkIndex,
    checkOutbox,
  ];
  for (const check of checks) await check(inquiry);
  await checkDesk(inquiry, world.time);
  if (setting.hasIndex) await checkOutsideIndex(inquiry, engine.indexes);
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

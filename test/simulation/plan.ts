import { FAULTS, type Fault, type FaultKind } from "./fault.ts";
import { Random } from "./random.ts";

export const ACTIONS = [
  "publish",
  "withdraw",
  "restore",
  "rename",
  "submit",
  "look-up",
  "guess",
  "author-step",
  "staff-step",
  "jobs",
  "checkpoint",
] as const;
export type ActionKind = (typeof ACTIONS)[number];

/** One thing that somebody sets out to do; everything else about it follows from the seed and its number. */
export interface Action {
  id: number;
  kind: ActionKind;
  /** Milliseconds after the beginning. */
  at: number;
  /** Which report, letter or feedback it is about, as a share of those there are then. */
  about: number;
}

/** Stands for the queue's consumer where a fault names its action. */
export const CONSUMER = -2;

export interface Plan {
  seed: number;
  actions: Action[];
  faults: Fault[];
  /** Whether an index outside the database is in use. */
  hasIndex: boolean;
  /** Shares of messages that are lost or doubled, and of the index's tasks that fail. */
  misfortunes: { lost: number; twice: number; failing: number };
}

const HOUR_MS = 3_600_000;
/** Some seeds play within hours, so that claims and leases still run, some over weeks, so that deadlines pass. */
const SPANS_MS = [2 * HOUR_MS, 24 * HOUR_MS, 20 * 24 * HOUR_MS];
const MOMENT_MS = 300;
const LIKELY_STEPS = 45;

const USUAL: Record<ActionKind, number> = {
  publish: 7,
  withdraw: 1.5,
  restore: 1.5,
  rename: 0.7,
  submit: 7,
  "look-up": 2,
  guess: 0.5,
  "author-step": 4,
  "staff-step": 12,
  jobs: 4,
  checkpoint: 1.5,
};

/**
 * What happens under this seed. Actions come in moments, so that they meet; each seed leaves out some kinds of action and of
 * fault, so that every pair of kinds is also seen without the noise of the others.
 */
export function planOf(seed: number): Plan {
  const random = new Random(seed, "plan");
  const weights = { ...USUAL };
  for (const kind of ACTIONS) if (kind !== "publish" && kind !== "submit" && random.chance(0.15)) weights[kind] = 0;
  const actions: Action[] = [];
  const span = random.pick(SPANS_MS);
  const count = 14 + random.below(16);
  let at = 0;
  while (actions.length < count) {
    const together = 1 + random.below(5);
    const about = random.unit();
    const only = random.chance(0.3) ? random.weighted(weights) : null;
    for (let i = 0; i < together; i += 1)
      actions.push({
        id: actions.length,
        kind: actions.length < 2 ? "publish" : (only ?? random.weighted(weights)),
        at: Math.round(at + random.between(0, MOMENT_MS)),
        about: random.chance(0.6) ? about : random.unit(),
      });
    at += random.chance(0.7) ? random.between(1000, 600_000) : random.between(0, span / 5);
  }
  const faults = faultsFor(random, actions);
  const hasIndex = random.chance(0.7);
  const share = () => random.pick([0, 0.05, 0.3]);
  const misfortunes = { lost: random.chance(0.1) ? 1 : share(), twice: share(), failing: share() / 4 };
  return { seed, actions, faults, hasIndex, misfortunes };
}

function faultsFor(random: Random, actions: readonly Action[]): Fault[] {
  const kinds = FAULTS.filter(() => random.chance(0.75));
  const rate = random.pick([0, 0.3, 0.8, 1.5]);
  if (kinds.length === 0) return [];
  const some = (action: number, most: number, steps: number) =>
    Array.from({ length: Math.floor(most + random.unit()) }, () => {
      const kind = random.pick(kinds);
      // Early steps are the likelier to be taken at all.
      const step = Math.floor(steps * random.unit() ** 1.5);
      return { action, step, kind, ms: lengthOf(random, kind) };
    });
  return [...actions.flatMap(({ id }) => some(id, rate, LIKELY_STEPS)), ...some(CONSUMER, rate * 5, 400)];
}

function lengthOf(random: Random, kind: FaultKind): number {
  if (kind === "delay")
    return Math.round(random.chance(0.7) ? random.between(20, 3000) : random.between(3000, 150_000));
  if (kind === "clock") return Math.round(random.between(-45_000, 45_000));
  return 0;
}

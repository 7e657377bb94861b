import { FAULTS, type Fault, type FaultKind, type Port } from "./faults/fault.ts";
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
  "search",
  "upload",
  "desk",
  "age-figures",
  "lose-index",
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

/** Stands for the queue's consumer if a fault names its action. */
export const CONSUMER = -2;

export interface Plan {
  seed: number;
  actions: Action[];
  faults: Fault[];
  /** The index outside the database: not in use, still to be built, or there from the beginning. */
  index: "none" | "new" | "built";
  /** Shares of messages that are lost or doubled, and of the index's tasks that fail. */
  misfortunes: { lost: number; twice: number; failing: number };
}

const HOUR_MS = 3_600_000;
/** Some seeds play within hours, so that claims and leases still run, some over weeks, so that deadlines pass. */
const SPANS_MS = [2 * HOUR_MS, 24 * HOUR_MS, 20 * 24 * HOUR_MS];
const MOMENT_MS = 300;
/** Steps of the actions that take few; most of the others take a few dozen. */
const FEW_STEPS: Partial<Record<ActionKind, number>> = { upload: 8, search: 12, rename: 12, "look-up": 8, guess: 8 };
const LIKELY_STEPS = 45;
const LIKELY_AT_ONE_PORT = 4;

/** Ports that a kind of action reaches seldom or late: a part of its faults is theirs. */
const REACHES: Partial<Record<ActionKind, readonly Port[]>> = {
  publish: ["files", "pdf", "queue"],
  submit: ["files"],
  jobs: ["webhook", "index"],
  search: ["search"],
  upload: ["db", "files", "pdf"],
  desk: ["files"],
};
const RARE: readonly Port[] = ["answer"];

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
  search: 6,
  upload: 2,
  desk: 6,
  "age-figures": 0.4,
  "lose-index": 0.2,
};

/** Half of the seeds are mostly about one of these. */
const THEMES: readonly (readonly ActionKind[])[] = [
  ["publish", "withdraw", "restore", "rename"],
  ["submit", "author-step", "staff-step"],
  ["upload", "desk"],
  ["search", "lose-index"],
];

/**
 * What happens under this seed. Actions come in moments, so that they meet; each seed leaves out some kinds of action and of
 * fault, so that every pair of kinds is also seen without the noise of the others.
 */
export function planOf(seed: number): Plan {
  const random = new Random(seed, "plan");
  const weights = { ...USUAL };
  if (random.chance(0.5)) for (const kind of random.pick(THEMES)) weights[kind] *= 4;
  for (const kind of ACTIONS) if (kind !== "publish" && kind !== "submit" && random.chance(0.15)) weights[kind] = 0;
  const actions: Action[] = [];
  const span = random.pick(SPANS_MS);
  const count = 16 + random.below(16);
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
  const index = random.weighted({ none: 3, new: 3, built: 4 });
  const share = () => random.pick([0, 0.05, 0.3]);
  const misfortunes = { lost: random.chance(0.1) ? 1 : share(), twice: share(), failing: share() / 4 };
  return { seed, actions, faults, index, misfortunes };
}

function faultsFor(random: Random, actions: readonly Action[]): Fault[] {
  const kinds = FAULTS.filter(() => random.chance(0.75));
  const rate = random.pick([0, 0.3, 0.8, 1.5]);
  if (kinds.length === 0) return [];
  const some = (action: number, most: number, steps: number, ports: readonly Port[]) =>
    Array.from({ length: Math.floor(most + random.unit()) }, () => {
      const kind = random.pick(kinds);
      // Early steps are the likelier to be taken at all.
      const early = random.unit() ** 1.5;
      const step = random.chance(0.7)
        ? `${Math.floor(early * steps)}`
        : `${random.pick(ports)}-${Math.floor(early * LIKELY_AT_ONE_PORT)}`;
      return { action, step, kind, ms: lengthOf(random, kind) };
    });
  return [
    ...actions.flatMap(({ id, kind }) =>
      some(id, kind === "search" ? rate * 2 : rate, FEW_STEPS[kind] ?? LIKELY_STEPS, REACHES[kind] ?? RARE),
    ),
    ...some(CONSUMER, rate * 5, 400, ["index"]),
  ];
}

function lengthOf(random: Random, kind: FaultKind): number {
  if (kind === "delay")
    return Math.round(random.chance(0.7) ? random.between(20, 3000) : random.between(3000, 150_000));
  if (kind === "clock") return Math.round(random.between(-45_000, 45_000));
  return 0;
}

/** The plan with this fault, and no other, at the first call of the port in every action. */
export function withEveryFault(plan: Plan, port: Port, kind: FaultKind): Plan {
  const random = new Random(plan.seed, "plan", `${port} ${kind}`);
  const ids = [...plan.actions.map(({ id }) => id), CONSUMER];
  const faults = ids.map((action) => ({ action, step: `${port}-0`, kind, ms: lengthOf(random, kind) }));
  return { ...plan, index: plan.index === "none" ? "new" : plan.index, faults };
}

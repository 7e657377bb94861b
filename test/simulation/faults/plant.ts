import type { Ports } from "./ports.ts";
import type { Step } from "./steps.ts";

/** A bug put between the verbs and their ports, to show that the simulation would find it. */
export interface Plant {
  name: string;
  /** One that finds it, as plans are now; the tests try it before the others. */
  seed: number;
  /** What it does wrong. */
  wrong: string;
  /** `real`: the same ports without the faults, for steps of the bug's own. */
  wrap: (ports: Ports, step: Step, real: Ports) => Ports;
}

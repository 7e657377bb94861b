import type { IndexWriter } from "../../src/search/index-writer.ts";
import type { Step } from "./steps.ts";

/** What a request can reach outside itself, clock and chance aside. */
export interface Ports {
  db: D1Database;
  files: R2Bucket;
  writer: IndexWriter;
}

/** A bug put between the verbs and their ports, to show that the simulation would find it. */
export interface Plant {
  name: string;
  /** What it does wrong. */
  wrong: string;
  /** `real`: the same ports without the faults, for steps of the bug's own. */
  wrap: (ports: Ports, step: Step, real: Ports) => Ports;
}

import type { Step } from "./steps.ts";

export interface StoragePorts {
  db: D1Database;
  files: R2Bucket;
}

/** A bug put between the verbs and their ports, to show that the simulation would find it. */
export interface Plant {
  name: string;
  /** What it does wrong. */
  wrong: string;
  wrap: (ports: StoragePorts, step: Step) => StoragePorts;
}

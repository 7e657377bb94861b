import { memoryCounters } from "../../../src/feedback/guard/counters.ts";
import type { Strand } from "../world.ts";

/** An isolate of the Worker: requests run in it side by side, and end with it. */
export class Process {
  readonly name: string;
  /** By how much its clock is wrong, in milliseconds. */
  skew = 0;
  crashes = 0;
  /** Names what the isolate remembers from request to request. */
  memory = crypto.randomUUID();
  /** Lost with the process. */
  counters = memoryCounters();
  #running = new Map<Strand, () => void>();

  constructor(name: string) {
    this.name = name;
  }

  /** `lost` is called when the process ends before the strand does. */
  adopt(strand: Strand, lost: () => void = () => {}) {
    this.#running.set(strand, lost);
  }

  release(strand: Strand) {
    this.#running.delete(strand);
  }

  /** Ends everything that runs in it, in the middle of whatever it does. Its successor starts from the stored data. */
  crash() {
    this.crashes += 1;
    this.skew = 0;
    this.memory = crypto.randomUUID();
    this.counters = memoryCounters();
    const ended = [...this.#running];
    this.#running.clear();
    for (const [strand, lost] of ended) {
      strand.dead = true;
      lost();
    }
  }
}

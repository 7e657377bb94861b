import { DurableObject } from "cloudflare:workers";
import { type Counters, memoryCounters } from "./feedback/guard/counters.ts";

/** Counts for every machine of the site, in memory alone: it never touches the storage that it could have. */
export class VisitorCounters extends DurableObject<Env> {
  #kept = memoryCounters();

  add(...asked: Parameters<Counters["add"]>): Promise<number> {
    return this.#kept.add(...asked);
  }
}

import { bytesToHex, randomBytes } from "@noble/hashes/utils.js";
import { keyedHex } from "./digest.ts";

/** Counts that are written nowhere: they last until their window is over, or the memory that holds them is gone. */
export interface Counters {
  /** Adds to (or with 0 only reads) the count of a name in a window that ends at `until` (seconds); answers the count. */
  add: (name: string, by: 0 | 1, until: number, now: number) => Promise<number>;
}

const MOST = 100_000;
const TIDY_EVERY = 1000;

/** Names are kept as digests under a key that this memory alone has. */
export function memoryCounters(): Counters {
  const key = bytesToHex(randomBytes(32));
  const kept = new Map<string, { used: number; until: number }>();
  let asked = 0;
  const tidy = (now: number) => {
    for (const [name, { until }] of kept) if (until <= now) kept.delete(name);
    for (const name of kept.keys()) {
      if (kept.size <= MOST) break;
      kept.delete(name);
    }
  };
  return {
    add: async (name, by, until, now) => {
      asked += 1;
      if (asked % TIDY_EVERY === 0 || kept.size > MOST) tidy(now);
      const digest = keyedHex(key, name);
      const used = (kept.get(digest)?.used ?? 0) + by;
      if (by > 0) kept.set(digest, { used, until });
      return used;
    },
  };
}

let kept: Counters | undefined;

/** Made when it is first asked: a Worker may draw no random numbers while it is loaded. */
const here = () => (kept ??= memoryCounters());

/** Many machines may answer, so one object counts for all of them; while it cannot be asked, each counts for itself. */
export function countersOf(env: { COUNTERS?: Env["COUNTERS"] }): Counters {
  const { COUNTERS } = env;
  if (!COUNTERS) return here();
  return {
    add: async (...asked) => {
      try {
        return await COUNTERS.get(COUNTERS.idFromName("all")).add(...asked);
      } catch {
        return here().add(...asked);
      }
    },
  };
}

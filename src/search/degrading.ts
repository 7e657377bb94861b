import { log } from "../log.ts";
import { afterAnswer, afterFailure, afterProbe, choose, type Circuit, CLOSED } from "./circuit.ts";
import type { SearchEngine, SearchPorts, SearchRequest, SearchResult } from "./engine.ts";
import { SearchUnavailable } from "./search-unavailable.ts";
import { searchWords } from "./words.ts";

/** An engine outside the database. */
export interface OutsideEngine extends SearchEngine {
  /** Asks as little as tells whether it is well. Throws `SearchUnavailable` if it is not. */
  probe: (ports: SearchPorts) => Promise<void>;
}

/** By engine: an isolate learns once. */
const circuits = new Map<string, Circuit>();

/**
 * The engine, or the fallback if it is down, slow, refusing or half built; then the result says `degraded`. After a failure
 * nobody waits for the engine until a probe, made beside the answers of the fallback, has found it well.
 * @param key names the engine's server and index
 */
export function degrading(engine: OutsideEngine, fallback: SearchEngine, key: string): SearchEngine {
  const circuit = () => circuits.get(key) ?? CLOSED;
  const search = async (ports: SearchPorts, request: SearchRequest): Promise<SearchResult> => {
    const [choice, next] = choose(circuit(), ports.now().getTime());
    circuits.set(key, next);
    if (choice === "fallback_and_probe") later(ports, probe(ports));
    if (choice === "engine") {
      try {
        const result = await engine.search(ports, request);
        circuits.set(key, afterAnswer(circuit()));
        return result;
      } catch (error) {
        if (!(error instanceof SearchUnavailable)) throw error;
        circuits.set(key, afterFailure(circuit(), error.failure, ports.now().getTime()));
        log("search.degraded", { code: error.reason, outcome: circuit().state });
      }
    }
    const result = await fallback.search(ports, request);
    return { ...result, degraded: true, notices: [searchWords.degraded, ...result.notices] };
  };
  const probe = async (ports: SearchPorts) => {
    const isWell = await engine.probe(ports).then(
      () => true,
      () => false,
    );
    circuits.set(key, afterProbe(circuit(), isWell, ports.now().getTime()));
    log("search.probed", { outcome: isWell ? "well" : "ill" });
  };
  return { name: engine.name, search, circuit: () => circuit().state };
}

function later(ports: SearchPorts, work: Promise<void>) {
  if (ports.later) ports.later(work);
  else work.catch(() => undefined);
}

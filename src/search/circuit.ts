/** The state of an engine that may fail: asked, left alone, or tried out beside the answers of another. Decision 0091. */
export type Circuit =
  | { state: "closed"; refusals: number; wait: number }
  | { state: "open"; until: number; wait: number }
  | { state: "probing"; since: number; wait: number };

export type CircuitChoice = "engine" | "fallback" | "fallback_and_probe";

/** `down`: it does not do its part. `refused`: it will not take this one question, which may be the question's fault. */
export type EngineFailure = "down" | "refused";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
/** The end of a probe may never be told, when an isolate stops caring. */
const PROBE_LOST_MS = 5_000;
const MOST_REFUSALS = 3;

export const CLOSED: Circuit = { state: "closed", refusals: 0, wait: FIRST_WAIT_MS };

/** The engine for a question at this moment (ms), and the circuit after that. */
export function choose(circuit: Circuit, now: number): [CircuitChoice, Circuit] {
  switch (circuit.state) {
    case "closed":
      return ["engine", circuit];
    case "open":
      return now < circuit.until
        ? ["fallback", circuit]
        : ["fallback_and_probe", { state: "probing", since: now, wait: circuit.wait }];
    case "probing":
      return now < circuit.since + PROBE_LOST_MS
        ? ["fallback", circuit]
        : ["fallback_and_probe", { ...circuit, since: now }];
  }
}

/** After an answer. An answer to a question from before the circuit opened says nothing of now. */
export const afterAnswer = (circuit: Circuit): Circuit => (circuit.state === "closed" ? CLOSED : circuit);

/** An engine that does well in a probe alone, and fails the next question, is left alone for longer. */
export const afterProbe = (circuit: Circuit, isWell: boolean, now: number): Circuit => {
  const wait = Math.min(LONGEST_WAIT_MS, circuit.wait * 2);
  return isWell ? { state: "closed", refusals: 0, wait } : { state: "open", until: now + wait, wait };
};

export function afterFailure(circuit: Circuit, failure: EngineFailure, now: number): Circuit {
  if (circuit.state !== "closed") return circuit;
  const refusals = failure === "refused" ? circuit.refusals + 1 : 0;
  if (failure === "refused" && refusals < MOST_REFUSALS) return { ...circuit, refusals };
  return { state: "open", until: now + circuit.wait, wait: circuit.wait };
}

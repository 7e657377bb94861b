/** What may happen to one step that a request takes through a port. */
export const FAULTS = ["fail-before", "fail-after", "delay", "crash-before", "crash-after", "twice", "clock"] as const;
export type FaultKind = (typeof FAULTS)[number];

/** Whatever a request reaches, and the way of its answer back. */
export const PORTS = ["db", "files", "index", "search", "pdf", "queue", "webhook", "answer"] as const;
export type Port = (typeof PORTS)[number];

/** The ports at which a call may be performed a second time. D1 never repeats a write, and nobody reads an answer twice. */
export const REPEATS: ReadonlySet<Port> = new Set(PORTS).difference(new Set(["db", "answer"]));

export interface Fault {
  /** Number of the action in its plan. */
  action: number;
  /** Which of the action's steps, counted from 0 over all its tries: `12`, or `webhook-0` if only one port's are counted. */
  step: string;
  kind: FaultKind;
  /** Length of a delay, or by how much the clock is wrong from now on. */
  ms: number;
}

/** What D1 says when it does not know whether a write took place. */
export const connectionLost = () => new Error("D1_ERROR: Network connection lost.");

/** What may happen to one step that a request takes through a port. */
export const FAULTS = ["fail-before", "fail-after", "delay", "crash-before", "crash-after", "twice", "clock"] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface Fault {
  /** Number of the action in its plan. */
  action: number;
  /** Which of the action's steps, counted from 0 over all its tries. */
  step: number;
  kind: FaultKind;
  /** Length of a delay, or by how much the clock is wrong from now on. */
  ms: number;
}

/** What D1 says when it does not know whether a write took place. */
export const connectionLost = () => new Error("D1_ERROR: Network connection lost.");

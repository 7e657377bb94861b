import type { Row, TableName } from "./tables.ts";

/** The steps in their order. Rows that may be taken back are read as late as possible. */
export const STEPS = ["ledger", "bureaus", "reports", "texts", "indicators", "feedback"] as const;
export type StepName = (typeof STEPS)[number];

/** The place at which a build goes on: the step, and the last row that is written. */
export interface Cursor {
  step: StepName | "finish";
  after: readonly (string | number)[];
  part: number;
}

/** So much of a dump as is read at once. */
export interface Piece {
  files: { table: TableName; rows: readonly Row[]; covers: number[] }[];
  /** The place at which the next piece begins. */
  after: (string | number)[];
  /** Nothing comes after it. */
  done: boolean;
}

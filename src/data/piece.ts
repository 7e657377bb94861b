import type { Row, TableName } from "./tables.ts";

/** What is read one after the other: what may be taken back as late as can be. */
export const STEPS = ["ledger", "bureaus", "reports", "texts", "indicators", "feedback"] as const;
export type StepName = (typeof STEPS)[number];

/** Where a build goes on: after the last row that is written, in which step. */
export interface Cursor {
  step: StepName | "finish";
  after: readonly (string | number)[];
  part: number;
}

/** So much of a dump as is read at once. */
export interface Piece {
  files: { table: TableName; rows: readonly Row[]; covers: number[] }[];
  /** Where the next piece begins. */
  after: (string | number)[];
  /** Nothing comes after it. */
  done: boolean;
}

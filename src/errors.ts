export type ErrorCode =
  | "not_found"
  | "forbidden"
  | "unauthorized"
  | "conflict"
  | "invalid"
  | "limited"
  | "gone"
  | "unsupported"
  | "too_large"
  | "unavailable"
  | "blocked";

/** A link that an error offers as a way on. */
export interface WayOut {
  href: string;
  label: string;
}

/** The obstacles that stop a publication until a person decides, by their codes. */
export interface Obstacle {
  code: string;
  message: string;
  /** The text concerned. */
  quotations: string[];
}

/** A failure a person can act on: `message` is Chinese and safe to show; `field` names the input it is about. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  /** Links onward. */
  ways: readonly WayOut[] = [];
  /** The record of the thing asked for: [label, text]. */
  facts: readonly (readonly [string, string])[] = [];
  /** Each waits for somebody to decide. */
  obstacles: readonly Obstacle[] = [];

  constructor(code: ErrorCode, message: string, field?: string) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.field = field;
  }
}

/** The address names a bureau by a slug it no longer has: the same address under its present slug answers. */
export class FormerSlug extends Error {
  readonly from: string;
  readonly to: string;

  constructor(from: string, to: string) {
    super(`${from} is now ${to}`);
    this.name = "FormerSlug";
    this.from = from;
    this.to = to;
  }
}

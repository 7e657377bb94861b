import type { EngineFailure } from "./circuit.ts";

/** An engine outside the database did not do its part: not reached, slow, refusing, or answering what cannot be read. */
export class SearchUnavailable extends Error {
  /** A plain name, for logs. */
  readonly reason: string;
  readonly failure: EngineFailure;

  constructor(reason: string, failure: EngineFailure = "down") {
    super(reason);
    this.name = "SearchUnavailable";
    this.reason = reason;
    this.failure = failure;
  }
}

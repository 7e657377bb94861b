import { AppError } from "../../errors.ts";

/** The state of a quota, for RateLimit headers. `reset` is seconds until it is whole again. */
export interface Quota {
  limit: number;
  remaining: number;
  reset: number;
}

/** A refusal that says when to come back, and what would be accepted now. */
export class LimitedError extends AppError {
  readonly quota: Quota;
  /** A proof of work (ALTCHA challenge) that lets the request through now. */
  readonly challenge: object | null;
  /** The Turnstile widget that lets it through instead. */
  readonly siteKey: string | null;
  /** A signed token that lets it through after `retryAfter` seconds. */
  readonly waitToken: string | null;
  readonly retryAfter: number;

  constructor(
    message: string,
    quota: Quota,
    ways: { challenge?: object; siteKey?: string; waitToken?: string; retryAfter?: number } = {},
  ) {
    super("limited", message);
    this.quota = quota;
    this.challenge = ways.challenge ?? null;
    this.siteKey = ways.siteKey || null;
    this.waitToken = ways.waitToken ?? null;
    this.retryAfter = ways.retryAfter ?? quota.reset;
  }
}

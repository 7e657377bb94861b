import type { Context } from "hono";
import type { LimitedError, Quota } from "./limited.ts";

/** draft-ietf-httpapi-ratelimit-headers: the rest of a quota, and in how many seconds it is whole again. */
export function setQuota(c: Context, { limit, remaining, reset }: Quota) {
  c.header("RateLimit-Policy", `"default";q=${limit}`);
  c.header("RateLimit", `"default";r=${remaining};t=${reset}`);
}

export function setLimited(c: Context, { quota, retryAfter }: LimitedError) {
  setQuota(c, quota);
  c.header("Retry-After", String(retryAfter));
}

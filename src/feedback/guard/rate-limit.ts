import type { Context } from "hono";
import type { LimitedError, Quota } from "./limited.ts";

/** draft-ietf-httpapi-ratelimit-headers. What is left of a quota is not said: it would tell how often others behind the same address were here. */
export const setQuota = (c: Context, { limit }: Quota) => c.header("RateLimit-Policy", `"default";q=${limit}`);

export function setLimited(c: Context, { quota, retryAfter }: LimitedError) {
  setQuota(c, quota);
  c.header("RateLimit", `"default";r=${quota.remaining};t=${quota.reset}`);
  c.header("Retry-After", String(retryAfter));
}

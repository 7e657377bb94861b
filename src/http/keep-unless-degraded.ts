import type { Context } from "hono";

/** What a fallback answered is not kept until the archive changes: the same question may have a better answer soon. */
export function keepUnlessDegraded(c: Context, results: readonly { degraded: boolean }[]) {
  if (results.some(({ degraded }) => degraded)) c.header("Cache-Control", "no-store");
}

import type { Context } from "hono";

/** What a fallback answered, or an index that is behind, is not kept until the archive changes: it may be better soon. */
export function keepUnlessDegraded(c: Context, results: readonly { degraded: boolean; lagging?: boolean }[]) {
  if (results.some(({ degraded, lagging }) => degraded || lagging)) c.header("Cache-Control", "no-store");
}

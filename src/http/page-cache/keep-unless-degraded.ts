import type { Context } from "hono";

/** An answer of a fallback, or of an index that is behind, is not kept until the archive changes: a better one may come soon. */
export function keepUnlessDegraded(c: Context, results: readonly { degraded: boolean; lagging?: boolean }[]) {
  if (results.some(({ degraded, lagging }) => degraded || lagging)) c.header("Cache-Control", "no-store");
}

import type { Ctx } from "../ctx.ts";
import { commit, type Statement } from "./client.ts";

const TRIES = 5;
const FIRST_PAUSE_MS = 50;
/** https://developers.cloudflare.com/d1/best-practices/retry-queries/ An overloaded database is not asked again. */
const TRANSIENT = /Network connection lost|storage caused object to be reset|reset because its code was updated/;

const isTransient = (error: unknown) =>
  error instanceof Error && TRANSIENT.test(`${error.message} ${String(error.cause)}`);

/**
 * Commits like `commit`, and after a lost connection tries again, up to five times in all. `settled` says whether the
 * batch is in the database already: then only its answer was lost, and null is returned in place of it. Decision 0004.
 */
export async function commitSurely(
  ctx: Pick<Ctx, "db" | "pause" | "random">,
  statements: readonly Statement[],
  settled: () => Promise<boolean>,
): Promise<D1Result[] | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (attempt > 1 && (await settled())) return null;
      return await commit(ctx.db, statements);
    } catch (error) {
      if (attempt >= TRIES || !isTransient(error)) throw error;
      await ctx.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + (ctx.random(1)[0] ?? 0) / 256));
    }
  }
}

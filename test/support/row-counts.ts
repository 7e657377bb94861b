import { env } from "cloudflare:test";
import type { TestContext } from "vitest";

/** For tests of how many rows a query reads or writes: only D1 says so. */
export async function requireRowCounts(context: TestContext): Promise<void> {
  const { meta } = await env.DB.prepare("SELECT 1").all();
  if (meta.rows_read === undefined) context.skip("只有 D1 会说读写了多少行");
}

import { env } from "cloudflare:test";
import { createContext } from "../../src/compose.ts";
import { sql } from "drizzle-orm";
import { commitWithLedger } from "../../src/ledger/record.ts";
import type { LeafDraft } from "../../src/ledger/leaf.ts";

export const makeCtx = (over: Partial<ReturnType<typeof createContext>> = {}) => ({ ...createContext(env), ...over });

let replies = 0;
/** A leaf that no other test has made. */
export const someLeaf = (): LeafDraft => ({
  kind: "reply",
  at: "2026-11-21T02:03:04.000Z",
  feedback: `F${(replies += 1)}`,
  text: replies.toString(16).padStart(64, "0"),
});

/** Appends so many leaves, several to a batch. */
export async function grow(count: number, ctx = makeCtx()) {
  for (let left = count; left > 0; left -= 20)
    await commitWithLedger(ctx, Array.from({ length: Math.min(20, left) }, someLeaf), [bump()]);
}

const bump = () => sql`UPDATE archive_state SET version = version + 1 WHERE id = 1`;

export const utf8 = (text: string) => new TextEncoder().encode(text);

export async function storedEntries(): Promise<Uint8Array[]> {
  const rows = await env.DB.prepare("SELECT data FROM ledger_entries ORDER BY position").all<{ data: string }>();
  return rows.results.map(({ data }) => utf8(data));
}

export async function storedCheckpoints(): Promise<{ size: number; note: string }[]> {
  return (await env.DB.prepare("SELECT size, note FROM ledger_checkpoints ORDER BY size").all<never>()).results;
}

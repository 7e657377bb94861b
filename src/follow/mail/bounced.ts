import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { followPath } from "../../paths.ts";
import { requireRole } from "../../staff/permission.ts";
import { letterHost } from "./message-id.ts";
import * as store from "./store.ts";

/** Deletes everything that the address of a subscription follows; answers how many. */
export async function forgetAddress(
  ctx: Ctx,
  { addressDigest }: store.Subscription,
  why: string,
  actor = "system",
): Promise<number> {
  const count = await store.countOfAddress(ctx.db, addressDigest);
  const audit = { at: ctx.now().toISOString(), actor, action: "subscription.bounced", subject: followPath() };
  await commit(ctx.db, [
    store.deleteOfAddress(ctx.db, addressDigest),
    auditEntry(ctx.db, { ...audit, detail: { count, why } }),
  ]);
  return count;
}

/**
 * Ends what the receivers of letters follow that came back for good, each named by the Message-ID of its letter: only its receiver
 * and the servers on its way have seen that. Needs an admin. `unknown`: no letter of this site, or one of what has ended already.
 */
export async function endBounced(ctx: Ctx, letters: readonly string[]): Promise<{ ended: number; unknown: number }> {
  const actor = requireRole(ctx, "admin");
  const told = { ended: 0, unknown: 0 };
  for (const letter of letters) {
    const id = subscriptionOf(letter, letterHost(ctx));
    const row = id === null ? undefined : await store.loadById(ctx.db, id);
    if (row) told.ended += await forgetAddress(ctx, row, "came back as a letter", actor);
    else told.unknown += 1;
  }
  return told;
}

function subscriptionOf(letter: string, host: string): number | null {
  const [, id, at] = /^<(?:ask|digest)-(\d{10})-\d{1,20}@([^<>@\s]+)>$/.exec(letter) ?? [];
  return id !== undefined && at === host ? Number(id) : null;
}

import { z } from "zod";
import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { DAY_MS } from "../../day.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { admit, admitSubmission, type Limit, type Pass } from "../../feedback/guard/admission.ts";
import { networkOf } from "../../feedback/guard/visitor.ts";
import { newNumber } from "../../feedback/number.ts";
import { outboxEntry } from "../../outbox/store.ts";
import { followPath } from "../../paths.ts";
import { sha256Hex } from "../../sha256.ts";
import type { TopicDescription } from "../describe.ts";
import { digestOf, newSubscriptionToken, sealSubscription, TOKEN } from "./address.ts";
import { nextDigest } from "./digest-times.ts";
import { mailWords } from "./mail-words.ts";
import * as store from "./store.ts";

export type { Subscription } from "./store.ts";

export const PENDING_DAYS = 3;
const MOST_OF_ADDRESS = 30;
/** Letters that strangers can make us send to one address. */
const ASKED: Limit = { bucket: "follow-letters", limit: 5, length: 86_400 };
const actor = "订阅人";

const LONGEST_ADDRESS = 254;

export const subscriptionFields = z.object({
  address: z.string().trim().max(LONGEST_ADDRESS, mailWords.noAddress).pipe(z.email(mailWords.noAddress)),
  frequency: z.enum(["daily", "weekly"], { error: mailWords.noFrequency }),
});
type SubscriptionFields = z.infer<typeof subscriptionFields>;

type Kind = store.Subscription["kind"];
/** One case and the register are told by feeds alone. */
export const isMailed = (kind: string): kind is Kind =>
  ["all", "bureau", "section", "indicator", "search"].includes(kind);

/**
 * Asks the owner of the address whether it is wanted; nothing else is sent before. Answers the same whether or not the
 * address is known. Throws `invalid`, `limited`, `unavailable`.
 */
export async function subscribe(
  ctx: Ctx,
  { topic }: TopicDescription,
  { address, frequency }: SubscriptionFields,
  by: Pass & { address: string | null },
): Promise<void> {
  if (!ctx.mail) throw new AppError("unavailable", mailWords.off);
  if (!isMailed(topic.kind)) throw new AppError("invalid", mailWords.notMailed);
  await admitSubmission(ctx, networkOf(by.address), by, "follow");
  const addressDigest = await digestOf(ctx, address);
  if ((await store.countOfAddress(ctx.db, addressDigest)) >= MOST_OF_ADDRESS)
    throw new AppError("invalid", mailWords.tooMany(MOST_OF_ADDRESS), "address");
  await admit(ctx, ASKED, addressDigest);
  const now = ctx.now();
  const at = now.toISOString();
  const nextAt = new Date(now.getTime() + PENDING_DAYS * DAY_MS).toISOString();
  const token = newSubscriptionToken(ctx);
  const row = {
    kind: topic.kind,
    target: topic.target,
    frequency,
    state: "pending" as const,
    ...(await sealSubscription(ctx, { address, token })),
    addressDigest,
    createdAt: at,
    confirmedAt: null,
    seenUntil: at,
    nextAt,
  };
  const same = await store.loadSame(ctx.db, row);
  const id = same?.id ?? newNumber(ctx.random);
  const write = same
    ? store.renewPending(ctx.db, id, frequency, nextAt)
    : store.insertSubscription(ctx.db, { id, ...row });
  await commit(ctx.db, [
    write,
    outboxEntry(ctx.db, { kind: "mail", at, payload: { subscription: id, letter: "ask", until: at } }),
    audit(ctx, "asked", row),
  ]);
}

/** A search is private, so the log says only that it is one. */
const audit = (
  ctx: Ctx,
  what: "asked" | "confirmed" | "left",
  { kind, target, frequency }: Pick<store.Subscription, "kind" | "target" | "frequency">,
) =>
  auditEntry(ctx.db, {
    at: ctx.now().toISOString(),
    actor,
    action: `subscription.${what}`,
    subject: followPath(),
    detail: { kind, target: kind === "search" ? "" : target, frequency },
  });

/** The subscription of a link in a letter; undefined if it is gone. */
export async function findByToken(ctx: Ctx, token: string): Promise<store.Subscription | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const found = await store.loadByToken(ctx.db, sha256Hex(token));
  const isOver = found?.state === "pending" && found.nextAt < ctx.now().toISOString();
  return isOver ? undefined : found;
}

/** Throws `not_found` if the link has run out, or what it stands for was left. */
export async function confirmSubscription(ctx: Ctx, token: string): Promise<store.Subscription> {
  const found = await findByToken(ctx, token);
  if (!found) throw new AppError("not_found", mailWords.linkOver);
  const now = ctx.now();
  const next = nextDigest(now, found.frequency).toISOString();
  if (found.state === "pending")
    await commit(ctx.db, [store.confirmRow(ctx.db, found.id, now.toISOString(), next), audit(ctx, "confirmed", found)]);
  return found;
}

/** Deletes the subscription, or all of its address. The answer is the same if it is gone already. */
export async function leaveSubscription(ctx: Ctx, token: string, all: boolean): Promise<void> {
  if (!TOKEN.test(token)) throw new AppError("invalid", mailWords.badLink);
  const found = await store.loadByToken(ctx.db, sha256Hex(token));
  if (!found) return;
  const gone = all ? store.deleteOfAddress(ctx.db, found.addressDigest) : store.deleteById(ctx.db, found.id);
  await commit(ctx.db, [gone, audit(ctx, "left", found)]);
}

import type { Ctx } from "../../ctx.ts";
import { contactKeys } from "../../feedback/private/contact-keys.ts";
import type { Handler } from "../../outbox/deliver.ts";
import type { OutboxPayload } from "../../outbox/schema.ts";
import { Undeliverable } from "../../outbox/undeliverable.ts";
import { FEED_ENTRIES } from "../../ui/feeds/feed.ts";
import { describeTopic } from "../describe.ts";
import { BounceError } from "../mailer.ts";
import { forgetAddress } from "./bounced.ts";
import { messageIdOf } from "./message-id.ts";
import { openBox, type SubscriptionSecrets } from "./address.ts";
import { entriesBetween, readIfThere } from "./digest.ts";
import { askLetter, digestLetter, knownLetter, type LetterContent } from "./letters.ts";
import { mailWords } from "./mail-words.ts";
import * as store from "./store.ts";
import { PENDING_DAYS } from "./subscribe.ts";

/**
 * Sends the letters of the outbox. Subscriptions that were left or have run out in the meantime get none. An address that bounces
 * is deleted with everything it follows.
 */
export function createPostman(ctx: Ctx): Handler {
  return async (payload) => {
    const row = await store.loadById(ctx.db, Number(payload["subscription"]));
    if (!row) return;
    if (!ctx.mail) throw new Undeliverable("no mail is set up");
    const sealed = await openBox(await contactKeys(ctx), row).catch(() => {
      throw new Undeliverable("no key opens the address");
    });
    const letter = await write(ctx, row, sealed, payload);
    if (!letter) return;
    try {
      await ctx.mail.send({ ...letter, to: sealed.address, messageId: messageIdOf(ctx, row.id, payload) });
    } catch (error) {
      if (!(error instanceof BounceError)) throw error;
      await forgetAddress(ctx, row, error.message);
    }
  };
}

async function write(
  ctx: Ctx,
  row: store.Subscription,
  { token }: SubscriptionSecrets,
  { letter, from, until }: OutboxPayload,
): Promise<LetterContent | null> {
  const origin = ctx.outlets.origin;
  const links = { origin, token };
  const { kind, target, frequency, state } = row;
  const described = await describeTopic(ctx, { kind, target }).catch(() => null);
  if (letter === "ask") {
    const name = kind === "search" || !described ? mailWords.thatSearch : described.name;
    return state === "pending" ? askLetter(name, frequency, PENDING_DAYS, links) : knownLetter(name, frequency, links);
  }
  const feed = state === "confirmed" && described ? await readIfThere(ctx, { kind, target }, origin) : null;
  const entries = feed ? entriesBetween(feed, String(from), String(until)) : [];
  if (!described || entries.length === 0) return null;
  const more = entries.length >= FEED_ENTRIES;
  return digestLetter({ name: described.name, frequency, entries, more, about: origin + described.about }, links);
}

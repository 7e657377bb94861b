import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit, type Statement } from "../../db/client.ts";
import { AppError, FormerSlug } from "../../errors.ts";
import type { ContactKey } from "../../feedback/private/contact.ts";
import { contactKeys } from "../../feedback/private/contact-keys.ts";
import { outboxEntry } from "../../outbox/store.ts";
import { followPath } from "../../paths.ts";
import { type Feed, type FeedEntry, newestFirst, updatedAt } from "../../ui/feeds/feed.ts";
import { readTopic, type Topic } from "../topic.ts";
import { openBox, sealWith } from "./address.ts";
import { nextDigest } from "./digest-times.ts";
import * as store from "./store.ts";

/** Each topic is read once a run; D1 answers a thousand statements a run. */
const MOST_DUE = 80;
/** Sealed anew in one batch: a request asks the database forty times at most. */
const RESEALED_AT_ONCE = 30;
/** An index outside the database may be this much behind: younger changes wait for the next digest. */
const SETTLE_MS = 600_000;
/** Apart from one another, so that a confirmation never waits behind a morning's digests. */
const APART_MS = 4000;

/** The entries of the feed that changed after one instant and up to another, the newest first. Decision 0260. */
export const entriesBetween = ({ entries }: Feed, from: string, until: string): FeedEntry[] =>
  newestFirst(entries).filter((entry) => updatedAt(entry) > from && updatedAt(entry) <= until);

/** The feed of a topic; null if it is there no more. */
export async function readIfThere(ctx: Ctx, topic: Topic, origin: string): Promise<Feed | null> {
  try {
    return await readTopic(ctx, topic, origin);
  } catch (error) {
    if (error instanceof FormerSlug) return readIfThere(ctx, { ...topic, target: error.to }, origin);
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Scheduled. Puts a letter into the outbox for each due subscription of whose topic something changed; answers how many. */
export async function queueDigests(ctx: Ctx): Promise<number> {
  if (!ctx.mail) return 0;
  const now = ctx.now();
  const until = new Date(now.getTime() - SETTLE_MS).toISOString();
  const due = await store.listDue(ctx.db, now.toISOString(), MOST_DUE);
  const feeds = new Map<string, Promise<Feed | null>>();
  const writes: Statement[] = [];
  let letters = 0;
  for (const { id, kind, target, seenUntil } of due) {
    const name = `${kind} ${target}`;
    const feed = await (feeds.get(name) ?? keep(feeds, name, readIfThere(ctx, { kind, target }, "")));
    if (!feed || entriesBetween(feed, seenUntil, until).length === 0) continue;
    const from = new Date(now.getTime() + letters * APART_MS).toISOString();
    const payload = { subscription: id, letter: "digest", from: seenUntil, until };
    writes.push(outboxEntry(ctx.db, { kind: "mail", at: from, payload }));
    letters += 1;
  }
  for (const [frequency, rows] of Map.groupBy(due, (row) => row.frequency)) {
    const ids = rows.map(({ id }) => id);
    writes.push(store.advanceSubscriptions(ctx.db, ids, until, nextDigest(now, frequency).toISOString()));
  }
  await commit(ctx.db, writes);
  return letters;
}

function keep<T>(map: Map<string, T>, name: string, value: T): T {
  map.set(name, value);
  return value;
}

/** Scheduled. Deletes what nobody confirmed. */
export async function forgetPending(ctx: Ctx): Promise<number> {
  const [deleted] = await commit(ctx.db, [store.deleteExpired(ctx.db, ctx.now().toISOString())]);
  return deleted?.meta.changes ?? 0;
}

/**
 * Scheduled, and by an admin. Seals addresses with the newest key, as contact data are. `otherwise`: boxes that another key
 * sealed; one that no key of the settings opens is left.
 */
export async function resealAddresses(ctx: Ctx) {
  const [newest, ...older] = await contactKeys(ctx);
  const known = new Set(older.map(({ id }) => id));
  const resealed = newest && older.length > 0 ? await resealSome(ctx, newest, older) : 0;
  const counts = await store.countByKey(ctx.db);
  return {
    resealed,
    otherwise: counts.flatMap(({ key, boxes }) => (key === newest?.id ? [] : { key, boxes, known: known.has(key) })),
  };
}

async function resealSome(ctx: Ctx, newest: ContactKey, older: readonly ContactKey[]): Promise<number> {
  const writes: Statement[] = [];
  const ids = older.map(({ id }) => id);
  for (const row of await store.listSealedBy(ctx.db, ids, RESEALED_AT_ONCE)) {
    const sealed = await openBox(older, row).catch(() => null);
    if (sealed) writes.push(store.resealRow(ctx.db, row, await sealWith(ctx, newest, sealed)));
  }
  if (writes.length === 0) return 0;
  const audit = {
    at: ctx.now().toISOString(),
    actor: "system",
    action: "subscription.resealed",
    subject: followPath(),
  };
  await commit(ctx.db, [
    ...writes,
    auditEntry(ctx.db, { ...audit, detail: { key: newest.id, resealed: writes.length } }),
  ]);
  return writes.length;
}

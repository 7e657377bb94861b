import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { DAY_MS } from "../../day.ts";
import { log } from "../../log.ts";
import { parseCount } from "../log/checkpoint.ts";
import { formatSignatures, parseNote } from "../log/note.ts";
import { consistencyRanges, nodesOf, rangeHash } from "../log/proofs.ts";
import { type SealedCheckpoint, sealLedger } from "../seal.ts";
import { loadHead, loadNodes } from "../store.ts";
import { formatAddCheckpoint } from "./add-checkpoint.ts";
import { cosignedAt } from "./cosignature.ts";
import {
  keepCosignature,
  keepOutcome,
  listCosignatures,
  listWitnesses,
  newestCosigned,
  type WitnessRow,
} from "./witness-store.ts";
import type { ListedWitness } from "./witnesses.ts";

const WAIT_MS = 10_000;
const LONGEST_ANSWER = 10_000;

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Scheduled. Sends the newest checkpoint to each witness that has not cosigned it within a day, with the proof that it goes on from
 * the one it knows. Answers how many cosigned. Decision 0272.
 */
export async function cosignLedger(ctx: Ctx, witnesses: readonly ListedWitness[], send: Send = fetch): Promise<number> {
  if (witnesses.length === 0 || (await loadHead(ctx.db)).size === 0) return 0;
  const sealed = await sealLedger(ctx);
  const known = await listWitnesses(ctx.db);
  const outcomes = await Promise.all(
    witnesses.map(async (witness) => {
      const row = known.find(({ witness: name, keyId }) => name === witness.key.name && keyId === witness.key.keyId);
      return isFresh(ctx, row, sealed) ? null : askOne(ctx, witness, row, sealed, send);
    }),
  );
  return outcomes.filter((outcome) => outcome === "cosigned").length;
}

const isFresh = (ctx: Ctx, row: WitnessRow | undefined, { size }: SealedCheckpoint) =>
  row?.outcome === "cosigned" &&
  row.size === size &&
  ctx.now().getTime() - new Date(row.cosignedAt ?? 0).getTime() < DAY_MS;

async function askOne(
  ctx: Ctx,
  witness: ListedWitness,
  row: WitnessRow | undefined,
  sealed: SealedCheckpoint,
  send: Send,
) {
  const { name, keyId } = witness.key;
  const { outcome, size, line, time } = await submit(ctx, witness, row?.size ?? 0, sealed, send);
  const askedAt = ctx.now().toISOString();
  const at = time === undefined ? null : new Date(time * 1000).toISOString();
  await commit(ctx.db, [
    keepOutcome(ctx.db, { witness: name, keyId, size, askedAt, cosignedAt: at ?? row?.cosignedAt ?? null, outcome }),
    ...(line !== undefined && at !== null
      ? [keepCosignature(ctx.db, { size: sealed.size, witness: name, keyId, line, cosignedAt: at })]
      : []),
  ]);
  if (outcome !== "cosigned") log("ledger.witness", { outcome });
  return outcome;
}

interface Submitted {
  outcome: WitnessRow["outcome"];
  size: number;
  line?: string;
  time?: number;
}

async function submit(
  ctx: Ctx,
  { key, url }: ListedWitness,
  known: number,
  sealed: SealedCheckpoint,
  send: Send,
): Promise<Submitted> {
  let old = Math.min(known, sealed.size);
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const answer = await post(send, `${url}/add-checkpoint`, await requestFor(ctx, old, sealed));
    if (answer === null || answer.status >= 500 || answer.status === 429)
      return { outcome: "unreachable", size: known };
    if (answer.status === 409) {
      const theirs = parseCount(answer.text.trim());
      // It has cosigned a larger tree, or another of this size: ours is not the log that it knows.
      if (theirs === null || theirs > sealed.size || theirs === old)
        return { outcome: "disagrees", size: theirs ?? known };
      old = theirs;
      continue;
    }
    if (answer.status === 422) return { outcome: "disagrees", size: known };
    const note = answer.status === 200 ? parseNote(new TextEncoder().encode(sealed.note + answer.text)) : null;
    const time = note && (await cosignedAt(note, key));
    if (!note || time === null) return { outcome: "refused", size: known };
    const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
    return { outcome: "cosigned", size: sealed.size, line: formatSignatures(own.slice(-1)), time };
  }
  return { outcome: "disagrees", size: known };
}

async function requestFor(ctx: Ctx, old: number, sealed: SealedCheckpoint): Promise<string> {
  const ranges = consistencyRanges(old, sealed.size);
  const read = ranges.length > 0 ? await loadNodes(ctx.db, nodesOf(ranges)) : null;
  return formatAddCheckpoint({
    old,
    proof: read ? ranges.map((range) => rangeHash(range, read)) : [],
    note: sealed.note,
  });
}

async function post(send: Send, url: string, body: string) {
  try {
    const answer = await send(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      redirect: "manual",
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return { status: answer.status, text: (await answer.text()).slice(0, LONGEST_ANSWER) };
  } catch {
    return null;
  }
}

/** A checkpoint with what witnesses said of it. */
export async function withCosignatures(
  ctx: Ctx,
  { size, note }: Pick<SealedCheckpoint, "size" | "note">,
): Promise<string> {
  return note + (await listCosignatures(ctx.db, size)).map(({ line }) => line).join("");
}

/** The newest checkpoint that a witness cosigned, which may be behind the newest of all; null if there is none. */
export async function lastCosigned(ctx: Ctx): Promise<string | null> {
  const found = await newestCosigned(ctx.db);
  return found ? withCosignatures(ctx, found) : null;
}

/** Each witness that was asked, and how it went. */
export const readWitnessRows = (ctx: Ctx): Promise<WitnessRow[]> => listWitnesses(ctx.db);

export type { WitnessRow };

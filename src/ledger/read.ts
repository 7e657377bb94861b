import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { formatVerifierKey } from "./log/keys.ts";
import { type Leaf, parseLeaf } from "./leaf.ts";
import { formatProof } from "./proof-file.ts";
import { inclusionRanges, nodesOf, rangeHash } from "./log/proofs.ts";
import { lastCheckpoint, sealLedger } from "./seal.ts";
import { withCosignatures } from "./witness/cosign.ts";
import { requireSigners } from "./log/signer.ts";
import * as store from "./store.ts";
import { type Tile, tileFits, TILE_HEIGHT, TILE_WIDTH, toBundle, toTile } from "./log/tiles.ts";
import { ledgerWords } from "./pages/words.ts";

/** The place of a record in the log: `index` counts from 0, as proofs do. */
export interface LedgerEntry {
  index: number;
  at: string;
  leaf: Leaf;
}

/** An entry with the short name of its bureau; `demo`: the bureau is invented. */
export interface NamedEntry extends LedgerEntry {
  bureauName: string;
  demo: boolean;
}

/** Gives these entries the names of their bureaus. */
async function namer(ctx: Ctx, entries: readonly LedgerEntry[]): Promise<(entry: LedgerEntry) => NamedEntry> {
  const slugs = new Set(entries.flatMap(({ leaf }) => leaf.bureau ?? []));
  const bureaus = slugs.size === 0 ? [] : await store.loadBureauNames(ctx.db, [...slugs]);
  const bySlug = new Map(bureaus.map((bureau) => [bureau.slug, bureau]));
  return (entry) => {
    const slug = entry.leaf.bureau ?? "";
    const bureau = bySlug.get(slug);
    return { ...entry, bureauName: bureau?.name ?? slug, demo: bureau?.demo ?? false };
  };
}

function toEntry({ position, data }: store.StoredEntry): LedgerEntry {
  const leaf = parseLeaf(new TextEncoder().encode(data));
  if (!leaf) throw new Error(`entry ${position} of the ledger cannot be read`);
  return { index: position, at: leaf.at, leaf };
}

/** The entry that records this revision, or null if it is not in the log. */
export async function ledgerEntryOf(ctx: Ctx, bureau: string, year: number, revision: number) {
  const found = await store.findRevisionEntry(ctx.db, bureau, year, revision);
  return found ? toEntry(found) : null;
}

/** Throws `not_found`. */
export const requireLedgerEntry = async (ctx: Ctx, index: number) => toEntry(await requireStored(ctx, index));

async function requireStored(ctx: Ctx, index: number): Promise<store.StoredEntry> {
  const [found] = await store.loadEntries(ctx.db, index, index + 1);
  if (!found) throw new AppError("not_found", ledgerWords.noEntry(index));
  return found;
}

/** The same with the name of its bureau. */
export async function readNamedEntry(ctx: Ctx, index: number): Promise<NamedEntry> {
  const entry = await requireLedgerEntry(ctx, index);
  return (await namer(ctx, [entry]))(entry);
}

/** The proof file of an entry under the newest checkpoint. Throws `not_found`. */
export async function proofOf(ctx: Ctx, index: number): Promise<string> {
  const { data } = await requireStored(ctx, index);
  const sealed = await sealLedger(ctx);
  const { size } = sealed;
  const ranges = inclusionRanges(index, size);
  const read = await store.loadNodes(ctx.db, nodesOf(ranges));
  const path = ranges.map((range) => rangeHash(range, read));
  return formatProof({
    entry: new TextEncoder().encode(data),
    index,
    path,
    checkpoint: await withCosignatures(ctx, sealed),
  });
}

/** The bytes of a tile or bundle that the last checkpoint covers, or null. */
export async function readTile(ctx: Ctx, tile: Tile): Promise<Uint8Array<ArrayBuffer> | null> {
  const sealed = await lastCheckpoint(ctx);
  if (!sealed || !tileFits(tile, sealed.size)) return null;
  const from = tile.index * TILE_WIDTH;
  if (tile.level === "entries") {
    const entries = await store.loadEntries(ctx.db, from, from + tile.width);
    return toBundle(entries.map(({ data }) => new TextEncoder().encode(data)));
  }
  return toTile(await store.loadNodeRow(ctx.db, tile.level * TILE_HEIGHT, from, from + tile.width));
}

/** Up to `count` entries before `before` (the newest, if that is null), newest first, and how many there are in all. */
export async function latestEntries(ctx: Ctx, count: number, before: number | null) {
  const { size } = await store.loadHead(ctx.db);
  const to = Math.min(before ?? size, size);
  const rows = await store.loadEntries(ctx.db, Math.max(0, to - count), to);
  const entries = rows.map(toEntry).reverse();
  return { size, entries: entries.map(await namer(ctx, entries)) };
}

/** The verifier keys of the log, the one to use first. Throws `unavailable` if a production site has none. */
export const ledgerKeys = async (ctx: Ctx) => (await requireSigners(ctx)).map(formatVerifierKey);

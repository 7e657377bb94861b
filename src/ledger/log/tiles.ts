import { HASH_BYTES, type Hash } from "./tree.ts";

/** Hashes in a full tile and entries in a full bundle; a tile is eight levels of the tree high (c2sp.org/tlog-tiles). */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;
export const LARGEST_ENTRY = 0xffff;
const HIGHEST_LEVEL = 63;

export interface Tile {
  /** "entries" for a bundle of entries, else the tile level. */
  level: number | "entries";
  index: number;
  /** 1 to 256; below 256 the tile is partial. */
  width: number;
}

/** `tile/0/x001/234.p/5`, without a leading slash. Decision 0071. */
export function tilePath({ level, index, width }: Tile): string {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  return `tile/${level}/${groups.join("/")}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** The tile a path names; null for any other spelling than `tilePath`'s own. */
export function parseTilePath(path: string): Tile | null {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return null;
  const tile: Tile = {
    level: match[1] === "entries" ? "entries" : Number(match[1]),
    index: Number((match[2] ?? "").replace(/[x/]/g, "")),
    width: match[3] === undefined ? TILE_WIDTH : Number(match[3]),
  };
  const possible =
    tile.width >= 1 && tile.width <= TILE_WIDTH && (tile.level === "entries" || tile.level <= HIGHEST_LEVEL);
  return possible && tilePath(tile) === path ? tile : null;
}

/** How many hashes (or entries) the whole tree has at this tile level. */
function hashesAt(level: number | "entries", size: number): number {
  return Math.floor(size / TILE_WIDTH ** (level === "entries" ? 0 : level));
}

/** Every tile and bundle of a tree of `size` leaves: full ones, and the partial ones of exactly this size. */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = [];
  const add = (level: number | "entries") => {
    const count = hashesAt(level, size);
    for (let index = 0; index * TILE_WIDTH < count; index += 1)
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) });
  };
  add("entries");
  for (let level = 0; hashesAt(level, size) > 0; level += 1) add(level);
  return tiles;
}

/** True if a tree of `size` leaves has all the hashes of this tile. */
export const tileFits = ({ level, index, width }: Tile, size: number) =>
  index * TILE_WIDTH + width <= hashesAt(level, size);

/** Entries one after the other, each after its length in two bytes, the high byte first. Throws above 65,535 bytes. */
export function toBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > LARGEST_ENTRY) throw new RangeError(`an entry has ${entry.length} bytes`);
    bytes.set([entry.length >> 8, entry.length & 0xff], at);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The entries of a bundle, or null if its lengths do not add up to the whole. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (at + 2 + length > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

export function toTile(hashes: readonly Hash[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, at) => bytes.set(hash, at * HASH_BYTES));
  return bytes;
}

/** The hashes of a tile, or null if it is not whole hashes. */
export function parseTile(bytes: Uint8Array): Hash[] | null {
  if (bytes.length % HASH_BYTES !== 0) return null;
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

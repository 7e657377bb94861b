import { checkpointText } from "../../ledger/log/checkpoint.ts";
import { formatSigningKey, parseSigningKey, type Signer } from "../../ledger/log/keys.ts";
import { leafData, type LeafDraft } from "../../ledger/leaf.ts";
import { formatNote } from "../../ledger/log/note.ts";
import { TILE_HEIGHT, TILE_WIDTH, tilePath, tilesOf, toBundle, toTile } from "../../ledger/log/tiles.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash } from "../../ledger/log/tree.ts";
import type { LogSource } from "./log-source.ts";

/** For tests: a log as the files it is served as. */
export interface SampleLog extends LogSource {
  files: Map<string, Uint8Array>;
}

export async function sampleSigner(name = "sample.example/ledger", fill = 5): Promise<Signer> {
  const signer = await parseSigningKey(await formatSigningKey(name, new Uint8Array(32).fill(fill)));
  if (!signer) throw new Error("no signer");
  return signer;
}

/** The first revision of a bureau of its own. */
export const sampleLeaf = (n: number): LeafDraft => ({
  kind: "publication",
  at: "2026-11-21T02:03:04.000Z",
  bureau: `b${n}`,
  year: 2024,
  revision: 1,
  title: `第${n}份`,
  note: "",
  original: { sha256: n.toString(16).padStart(64, "0"), name: "a.txt", type: "txt", size: n },
  text: n.toString(16).padStart(64, "0"),
});

export async function sampleLog(entries: readonly Uint8Array[], signer: Signer): Promise<SampleLog> {
  const levels: Hash[][] = [];
  let frontier: Hash[] = [];
  for (const [size, entry] of entries.entries()) {
    const grown = appendLeaf(size, frontier, leafHash(entry));
    for (const { level, hash } of grown.nodes) (levels[level] ??= []).push(hash);
    frontier = grown.frontier;
  }
  const text = checkpointText({ origin: signer.name, size: entries.length, root: joinSubtrees(frontier) });
  const note = formatNote({ text, signatures: [await signer.sign(text)] });
  const files = new Map<string, Uint8Array>([["checkpoint", new TextEncoder().encode(note)]]);
  for (const tile of tilesOf(entries.length)) {
    const [from, to] = [tile.index * TILE_WIDTH, tile.index * TILE_WIDTH + tile.width];
    const bytes =
      tile.level === "entries"
        ? toBundle(entries.slice(from, to))
        : toTile((levels[tile.level * TILE_HEIGHT] ?? []).slice(from, to));
    files.set(tilePath(tile), bytes);
  }
  return { name: "样例", files, read: (path) => Promise.resolve(files.get(path) ?? null) };
}

export const sampleEntries = (count: number) => Array.from({ length: count }, (_, n) => leafData(sampleLeaf(n)));

import { type Checkpoint, openCheckpoint } from "../../ledger/log/checkpoint.ts";
import type { VerifierKey } from "../../ledger/log/keys.ts";
import { consistencyRanges, rangeHash, verifyConsistency } from "../../ledger/log/proofs.ts";
import {
  parseBundle,
  parseTile,
  TILE_HEIGHT,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesOf,
} from "../../ledger/log/tiles.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, type NodeKey, sameHash } from "../../ledger/log/tree.ts";
import { checkpointFaults } from "./fault-words.ts";
import type { Findings } from "./findings.ts";
import { eachInTurn, type LogSource, readTileFile } from "./log-source.ts";

interface VerifiedLog {
  checkpoint: Checkpoint;
  /** The checkpoint as served. */
  note: Uint8Array;
  entries: Uint8Array[];
}

/** Checks a whole log; null (and a fault) if it does not hold. `kept`: a checkpoint of the same log seen earlier. */
export async function verifyLog(
  source: LogSource,
  key: VerifierKey,
  kept: Uint8Array | null,
  found: Findings,
): Promise<VerifiedLog | null> {
  const note = await source.read("checkpoint");
  const checkpoint = note && (await open(note, key, found, ""));
  if (!note || !checkpoint) {
    if (!note) found.fault(`${source.name} 没有检查点（checkpoint）。`);
    return null;
  }
  found.good(`检查点签名正确：${checkpoint.origin}，共 ${checkpoint.size} 条`);
  const entries = await readEntries(source, checkpoint.size, found);
  if (!entries) return null;
  const tree = growTree(entries);
  if (!sameHash(tree.root, checkpoint.root)) {
    found.fault("全部记录重新算出的总指纹与检查点不符：有记录被改过、换过或调换了次序。");
    await checkTiles(source, tree, found);
    return null;
  }
  found.good(`${entries.length} 条记录重新算出的总指纹与检查点相符`);
  const tilesHold = await checkTiles(source, tree, found);
  const continues = kept === null || (await checkContinuation(kept, key, checkpoint, tree, found));
  return tilesHold && continues ? { checkpoint, note, entries } : null;
}

async function open(note: Uint8Array, key: VerifierKey, found: Findings, which: string) {
  const opened = await openCheckpoint(note, key);
  if (opened.ok) return opened.checkpoint;
  found.fault(which + checkpointFaults[opened.fault]);
  return null;
}

async function readEntries(source: LogSource, size: number, found: Findings): Promise<Uint8Array[] | null> {
  const bundles = tilesOf(size).filter(({ level }) => level === "entries");
  const read = await eachInTurn(bundles, async (tile) => {
    const file = await readTileFile(source, tile);
    const entries = file && parseBundle(file.bytes);
    if (entries?.length === file?.width && entries) return entries.slice(0, tile.width);
    found.fault(file ? `${tilePath(tile)} 不是完好的记录包。` : `缺少 ${tilePath(tile)}。`);
    return null;
  });
  return read.every((entries) => entries !== null) ? read.flat() : null;
}

interface Tree {
  size: number;
  root: Hash;
  node: (key: NodeKey) => Hash;
}

function growTree(entries: readonly Uint8Array[]): Tree {
  const levels: Hash[][] = [];
  let frontier: Hash[] = [];
  for (const [size, entry] of entries.entries()) {
    const grown = appendLeaf(size, frontier, leafHash(entry));
    for (const { level, hash } of grown.nodes) (levels[level] ??= []).push(hash);
    frontier = grown.frontier;
  }
  const node = ({ level, index }: NodeKey) => {
    const hash = levels[level]?.[index];
    if (!hash) throw new Error(`no node ${level}/${index}`);
    return hash;
  };
  return { size: entries.length, root: joinSubtrees(frontier), node };
}

async function checkTiles(source: LogSource, tree: Tree, found: Findings): Promise<boolean> {
  const tiles = tilesOf(tree.size).filter(({ level }) => level !== "entries");
  const results = await eachInTurn(tiles, (tile) => checkTile(source, tile, tree));
  for (const fault of results) if (fault) found.fault(fault);
  const good = results.every((fault) => fault === null);
  if (good) found.good(`${tiles.length} 块哈希与记录相符`);
  return good;
}

async function checkTile(source: LogSource, tile: Tile, tree: Tree): Promise<string | null> {
  const file = await readTileFile(source, tile);
  if (!file) return `缺少 ${tilePath(tile)}。`;
  const hashes = parseTile(file.bytes);
  if (hashes?.length !== file.width) return `${tilePath(tile)} 的长度不对。`;
  const level = Number(tile.level) * TILE_HEIGHT;
  const wrong = hashes
    .slice(0, tile.width)
    .findIndex((hash, at) => !sameHash(hash, tree.node({ level, index: tile.index * TILE_WIDTH + at })));
  return wrong < 0 ? null : `${tilePath(tile)} 第${wrong + 1}个哈希与记录不符。`;
}

async function checkContinuation(kept: Uint8Array, key: VerifierKey, now: Checkpoint, tree: Tree, found: Findings) {
  const before = await open(kept, key, found, "上次保存的检查点：");
  if (!before) return false;
  const facts = { older: before.size, newer: now.size, olderRoot: before.root, newerRoot: now.root };
  const path = before.size <= now.size ? consistencyRanges(before.size, now.size) : [];
  const holds = verifyConsistency(
    facts,
    path.map((range) => rangeHash(range, tree.node)),
  );
  if (holds) found.good(`与上次保存的检查点（${before.size} 条）一脉相承`);
  else if (before.size > now.size) found.fault(`日志变短了：上次有 ${before.size} 条，现在只有 ${now.size} 条。`);
  else found.fault(`日志的历史变了：前 ${before.size} 条与上次保存的检查点不符。`);
  return holds;
}

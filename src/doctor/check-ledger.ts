import { bytesToHex } from "@noble/hashes/utils.js";
import { parseCheckpoint } from "../ledger/log/checkpoint.ts";
import { type Leaf, parseLeaf } from "../ledger/leaf.ts";
import { parseNote } from "../ledger/log/note.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash, sameHash } from "../ledger/log/tree.ts";
import type { Ailment, Archive } from "./archive.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

export interface RecordedLeaf {
  position: number;
  leaf: Leaf;
}

export async function loadLeaves(archive: Archive): Promise<RecordedLeaf[]> {
  const rows = await archive.query<{ position: number; data: string }>(
    "SELECT position, data FROM ledger_entries ORDER BY position",
  );
  return rows.flatMap(({ position, data }) => {
    const leaf = parseLeaf(utf8(data));
    return leaf ? [{ position, leaf }] : [];
  });
}

/** Entries without gap and readable, nodes as the entries make them, every checkpoint over the tree it names. */
export async function checkLedger(archive: Archive): Promise<Ailment[]> {
  const rows = await archive.query<{ position: number; data: string }>(
    "SELECT position, data FROM ledger_entries ORDER BY position",
  );
  const found: Ailment[] = [];
  const nodes = new Map<string, string>();
  const roots: Hash[] = [joinSubtrees([])];
  let frontier: Hash[] = [];
  for (const [size, { position, data }] of rows.entries()) {
    if (position !== size) return [{ where: `公示日志第${size + 1}条`, what: "缺这一条" }];
    if (!parseLeaf(utf8(data))) found.push({ where: `公示日志第${size + 1}条`, what: "不是日志的格式，被改过" });
    const grown = appendLeaf(size, frontier, leafHash(utf8(data)));
    for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, bytesToHex(hash));
    roots.push(joinSubtrees((frontier = grown.frontier)));
  }
  return [...found, ...(await checkNodes(archive, nodes)), ...(await checkCheckpoints(archive, roots))];
}

async function checkNodes(archive: Archive, expected: ReadonlyMap<string, string>): Promise<Ailment[]> {
  const rows = await archive.query<{ level: number; idx: number; hash: string }>(
    "SELECT level, idx, hash FROM ledger_nodes",
  );
  const stored = new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
  const ailments: Ailment[] = [];
  for (const [key, hash] of expected) {
    const [level = 0, index = 0] = key.split("/").map(Number);
    const insert = () =>
      archive.query("INSERT INTO ledger_nodes (level, idx, hash) VALUES (?, ?, ?)", level, index, hash);
    const where = `公示日志节点 ${key}`;
    if (!stored.has(key))
      ailments.push({ where, what: "缺失，可由记录重算", repair: async () => void (await insert()) });
    else if (stored.get(key) !== hash) ailments.push({ where, what: "与记录不符：记录或节点被改过" });
  }
  for (const key of stored.keys())
    if (!expected.has(key)) ailments.push({ where: `公示日志节点 ${key}`, what: "没有对应的记录" });
  return ailments;
}

async function checkCheckpoints(archive: Archive, roots: readonly Hash[]): Promise<Ailment[]> {
  const rows = await archive.query<{ size: number; note: string }>(
    "SELECT size, note FROM ledger_checkpoints ORDER BY size",
  );
  return rows.flatMap(({ size, note }) => {
    const parsed = parseNote(utf8(note));
    const checkpoint = parsed && parseCheckpoint(parsed);
    const root = roots[size];
    const holds = checkpoint?.size === size && root !== undefined && sameHash(root, checkpoint.root);
    return holds ? [] : [{ where: `检查点 ${size}`, what: "与记录不符：记录或检查点被改过" }];
  });
}

import { type Leaf, parseLeaf } from "../../ledger/leaf.ts";
import { describeLeaf } from "./describe-leaf.ts";
import type { Findings } from "./findings.ts";

export interface Entry {
  index: number;
  leaf: Leaf;
}

/** Reads all entries and checks that together they tell one history: no revision twice, none skipped. */
export function parseHistory(data: readonly Uint8Array[], found: Findings): Entry[] {
  const entries: Entry[] = [];
  const last = new Map<string, number>();
  for (const [index, bytes] of data.entries()) {
    const leaf = parseLeaf(bytes);
    if (!leaf) found.fault(`第${index + 1}条不是公示日志的格式。`);
    else {
      entries.push({ index, leaf });
      if (leaf.kind === "publication" || leaf.kind === "correction") checkRevision(leaf, index, last, found);
    }
  }
  found.good(`${entries.length} 条记录都读得懂：${countKinds(entries)}`);
  return entries;
}

function checkRevision(leaf: Leaf & { revision: number }, index: number, last: Map<string, number>, found: Findings) {
  const report = `${leaf.bureau} ${leaf.year}`;
  const before = last.get(report) ?? 0;
  if (leaf.revision <= before) found.fault(`第${index + 1}条重复记录了同一版：${describeLeaf(leaf)}`);
  else if (leaf.revision > before + 1)
    found.note(`第${index + 1}条之前缺第${before + 1}版（单位改过代号，或当时还没有日志）：${describeLeaf(leaf)}`);
  last.set(report, Math.max(before, leaf.revision));
}

function countKinds(entries: readonly Entry[]): string {
  const names = { publication: "发布", correction: "更正", withdrawal: "撤回", restoration: "恢复", reply: "答复" };
  const counts = Object.entries(names).map(
    ([kind, name]) => [name, entries.filter(({ leaf }) => leaf.kind === kind).length] as const,
  );
  const told = counts.filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`);
  return told.join("，") || "空日志";
}

import type { Leaf } from "./leaf.ts";

const KINDS: Record<Leaf["kind"], string> = {
  publication: "发布",
  correction: "更正",
  withdrawal: "撤回",
  restoration: "恢复",
  reply: "答复",
};

/** What pages of the ledger say. */
export const words = {
  kind: (kind: Leaf["kind"]) => KINDS[kind],
  noEntry: (index: number) => `公示日志没有序号为 ${index} 的记录。`,
};

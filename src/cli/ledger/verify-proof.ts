import { openCheckpoint } from "../../ledger/log/checkpoint.ts";
import type { VerifierKey } from "../../ledger/log/keys.ts";
import { type Leaf, parseLeaf } from "../../ledger/leaf.ts";
import { parseProof } from "../../ledger/proof-file.ts";
import { verifyInclusion } from "../../ledger/log/proofs.ts";
import { leafHash } from "../../ledger/log/tree.ts";
import { sha256Hex } from "../../sha256.ts";
import { describeLeaf, leafLines } from "./describe-leaf.ts";
import { checkpointFaults } from "./fault-words.ts";
import type { Findings } from "./findings.ts";

interface Attachments {
  original?: Uint8Array | undefined;
  text?: Uint8Array | undefined;
}

/** Checks a proof file with nothing but a key; `attachments` are files that its entry states the hashes of. */
export async function verifyProof(bytes: Uint8Array, key: VerifierKey, attachments: Attachments, found: Findings) {
  const proof = parseProof(bytes);
  if (!proof) return found.fault("这不是完好的证明文件（c2sp.org/tlog-proof@v1，并带有记录原文）。");
  const opened = await openCheckpoint(new TextEncoder().encode(proof.checkpoint), key);
  if (!opened.ok) return found.fault(checkpointFaults[opened.fault]);
  const { checkpoint } = opened;
  found.good(`检查点签名正确：${checkpoint.origin}，共 ${checkpoint.size} 条`);
  if (!verifyInclusion({ leaf: leafHash(proof.entry), index: proof.index, ...checkpoint }, proof.path))
    return found.fault("记录不在这个检查点的日志里：记录或证明被改过。");
  found.good(`记录在日志中：第${proof.index + 1}条（序号 ${proof.index}）`);
  const leaf = parseLeaf(proof.entry);
  if (!leaf) return found.fault("记录不是公示日志的格式。");
  found.good([describeLeaf(leaf), ...leafLines(leaf)].join("\n    "));
  checkAttachments(leaf, attachments, found);
}

function checkAttachments(leaf: Leaf, { original, text }: Attachments, found: Findings) {
  const check = (name: string, stated: string | undefined, given: Uint8Array | undefined) => {
    if (!given) return;
    if (stated === undefined) found.fault(`这条记录没有说到${name}，无从核对。`);
    else if (sha256Hex(given) === stated) found.good(`${name}与记录相符`);
    else found.fault(`${name}与记录不符：不是当时公示的那一份。`);
  };
  check("原件", "original" in leaf ? leaf.original.sha256 : undefined, original);
  check("文字", "text" in leaf ? leaf.text : undefined, text);
}

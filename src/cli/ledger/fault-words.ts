import type { OpenedCheckpoint } from "../../ledger/log/checkpoint.ts";

type CheckpointFault = Extract<OpenedCheckpoint, { ok: false }>["fault"];

export const checkpointFaults: Record<CheckpointFault, string> = {
  "not-a-note": "检查点不是完好的签名文件（c2sp.org/signed-note）。",
  "not-a-checkpoint": "检查点的内容不对（c2sp.org/tlog-checkpoint）。",
  "other-origin": "检查点属于另一本日志，名称与公钥不符。",
  unsigned: "检查点没有这把公钥的正确签名：内容被改过，或公钥不对。",
};

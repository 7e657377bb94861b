import type { Leaf } from "../../ledger/leaf.ts";
import { ledgerWords } from "../../ledger/pages/words.ts";

/** 发布 dongzhen 2024年度报告第1版，2026-11-21T02:03:04.000Z */
export function describeLeaf(leaf: Leaf): string {
  const about =
    leaf.kind === "reply"
      ? ledgerWords.reply(leaf.feedback)
      : `${leaf.bureau} ${ledgerWords.revision(leaf.year, leaf.revision)}`;
  return `${ledgerWords.kind(leaf.kind)} ${about}，${leaf.at}`;
}

/** The statements of a published leaf, a line each. */
export function leafLines(leaf: Leaf): string[] {
  if (leaf.kind === "reply") return [`文字 SHA-256  ${leaf.text}`];
  if (!("original" in leaf)) return [`说明  ${leaf.note || ledgerWords.noNote}`];
  return [
    `标题  ${leaf.title}`,
    `说明  ${leaf.note || ledgerWords.noNote}`,
    ...(leaf.feedback ? [`${ledgerWords.fields.feedback}  ${leaf.feedback.join("、")}`] : []),
    `原件  ${leaf.original.name}，${ledgerWords.bytes(leaf.original.size)}`,
    `原件 SHA-256  ${leaf.original.sha256}`,
    `文字 SHA-256  ${leaf.text}`,
  ];
}

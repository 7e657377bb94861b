import type { PublishedLeaf } from "../../ledger/leaf.ts";
import { feedbackApiPath, ledgerEntryTextPath, originalPath } from "../../paths.ts";
import { sha256Hex } from "../../sha256.ts";
import { describeLeaf } from "./describe-leaf.ts";
import type { Findings } from "./findings.ts";
import type { Entry } from "./history.ts";
import { eachInTurn, type FetchedFile, fetchBytes, fetchStubborn } from "./log-source.ts";

/** Fetches every recorded original and text from the site and compares them with the log. */
export async function verifyContents(site: string, entries: readonly Entry[], found: Findings) {
  const published = entries.flatMap(({ index, leaf }) =>
    leaf.kind === "publication" || leaf.kind === "correction" ? [{ index, leaf }] : [],
  );
  const results = await eachInTurn(published, (entry) => verifyEntry(site, entry, found));
  const withdrawn = results.filter((result) => result === "withdrawn").length;
  const good = results.filter((result) => result === "good").length;
  found.good(`${good} 版的原件和文字与记录相符`);
  if (withdrawn > 0) found.note(`${withdrawn} 版所属的报告已撤回，站上取不到，未核对内容`);
  await verifyReplies(site, entries, found);
}

/** Every reply that the site shows is one that the log records, and the last recorded one is shown. */
async function verifyReplies(site: string, entries: readonly Entry[], found: Findings) {
  const recorded = new Map<string, string[]>();
  for (const { leaf } of entries)
    if (leaf.kind === "reply") recorded.set(leaf.feedback, [...(recorded.get(leaf.feedback) ?? []), leaf.text]);
  if (recorded.size === 0) return;
  const results = await eachInTurn([...recorded], async ([feedback, texts]) => {
    const shown = await shownReplies(site, feedback);
    if (shown === null) return "hidden";
    const about = `监督意见 ${feedback}`;
    const strange = shown.filter((text) => !texts.includes(text)).length;
    if (strange > 0) found.fault(`答复与记录不符，被改过（${about}）`);
    else if (!shown.includes(texts.at(-1) ?? "")) found.fault(`记录里最新的答复没有显示（${about}）`);
    else return "good";
    return "bad";
  });
  const count = (which: string) => results.filter((result) => result === which).length;
  if (count("good") > 0) found.good(`${count("good")} 件意见的公开答复与记录相符`);
  if (count("hidden") > 0) found.note(`${count("hidden")} 件意见的答复已不公开，未核对`);
}

/** SHA-256 of each reply as shown; null if the feedback is not public any more. */
async function shownReplies(site: string, feedback: string): Promise<string[] | null> {
  const { status, bytes } = await fetchBytes(site + feedbackApiPath(feedback));
  if (!bytes && (status === 404 || status === 410)) return null;
  const { replies = [] } = JSON.parse(bytes ? new TextDecoder().decode(bytes) : "{}") as {
    replies?: { text: string }[];
  };
  return replies.map(({ text }) => sha256Hex(text));
}

async function verifyEntry(site: string, { index, leaf }: { index: number; leaf: PublishedLeaf }, found: Findings) {
  const text = await fetchStubborn(site + ledgerEntryTextPath(index));
  const original = await fetchStubborn(site + originalPath(leaf.bureau, leaf.year, leaf.revision));
  if (text.status === 410 && original.status === 410) return "withdrawn";
  const about = `第${index + 1}条，${describeLeaf(leaf)}`;
  const faults = [faultOf("文字", text, leaf.text), faultOf("原件", original, leaf.original.sha256)];
  for (const fault of faults) if (fault) found.fault(`${fault}（${about}）`);
  return faults.some(Boolean) ? "bad" : "good";
}

function faultOf(name: string, { status, bytes }: FetchedFile, stated: string): string | null {
  if (!bytes) return `${name}取不到，站点答复 ${status}`;
  return sha256Hex(bytes) === stated ? null : `${name}与记录不符，被改过`;
}

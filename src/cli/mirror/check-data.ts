import type { PublishedLeaf } from "../../ledger/leaf.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import type { Paragraph, Section } from "../../reports/report.ts";
import { sha256Hex } from "../../sha256.ts";
import { describeLeaf } from "../ledger/describe-leaf.ts";
import type { Findings } from "../ledger/findings.ts";
import type { Entry } from "../ledger/history.ts";
import { type DataPackage, tableParts, readRows } from "./data-package.ts";

/** Holds the dump against the log: every text, every revision, the log itself, every reply. Answers the revisions in it, by index. */
export async function checkData(
  folder: string,
  described: DataPackage,
  entries: readonly Entry[],
  data: readonly Uint8Array[],
  found: Findings,
) {
  const shown = new Set<number>();
  for (const part of tableParts(described, "revisions"))
    await checkPart(folder, described, part, entries, shown, found);
  checkComplete(described, entries, shown, found);
  await checkLog(folder, described, data, found);
  await checkReplies(folder, described, entries, found);
  return shown;
}

interface RevisionRow {
  bureau: string;
  year: number;
  revision: number;
  title: string;
  note: string;
  file_sha256: string;
  ledger_index: number | null;
}

const placeOf = ({ bureau, year, revision }: { bureau: string; year: number; revision: number }) =>
  `${bureau} ${year} r${revision}`;

async function checkPart(
  folder: string,
  described: DataPackage,
  part: string,
  entries: readonly Entry[],
  shown: Set<number>,
  found: Findings,
) {
  const sections = await readSections(folder, described, part);
  let good = 0;
  for await (const row of readRows(folder, described, "revisions", part)) {
    const revision = row as unknown as RevisionRow;
    const place = placeOf(revision);
    if (revision.ledger_index === null) {
      found.note(`${place} 没有记入公示日志，无从核对`);
      continue;
    }
    const leaf = entries.find(({ index }) => index === revision.ledger_index)?.leaf;
    if (leaf?.kind !== "publication" && leaf?.kind !== "correction") {
      found.fault(`${place} 所说的日志序号 ${revision.ledger_index} 不是它的记录`);
      continue;
    }
    shown.add(revision.ledger_index);
    if (agrees(revision, leaf, sections.get(place) ?? [])) good += 1;
    else found.fault(`${place} 与公示日志不符，被改过`);
  }
  if (good > 0) found.good(`数据文件里 ${good} 版的文字、标题、说明和原件指纹与公示日志相符`);
}

const agrees = (row: RevisionRow, leaf: PublishedLeaf, sections: readonly Section[]) =>
  row.year === leaf.year &&
  row.revision === leaf.revision &&
  row.title === leaf.title &&
  row.note === leaf.note &&
  row.file_sha256 === leaf.original.sha256 &&
  sha256Hex(revisionText(row.title, sections)) === leaf.text;

async function readSections(folder: string, described: DataPackage, part: string): Promise<Map<string, Section[]>> {
  const byRevision = new Map<string, Section[]>();
  const bySection = new Map<string, Section>();
  for await (const row of readRows(folder, described, "sections", part)) {
    const place = placeOf(row as unknown as RevisionRow);
    const section = {
      ...row,
      slug: row["section"],
      standard: row["standard_section"],
      parent: null,
      blocks: [],
    } as unknown as Section;
    byRevision.set(place, [...(byRevision.get(place) ?? []), section]);
    bySection.set(`${place} ${section.slug}`, section);
  }
  for await (const row of readRows(folder, described, "paragraphs", part))
    bySection.get(`${placeOf(row as unknown as RevisionRow)} ${String(row["section"])}`)?.blocks.push(toBlock(row));
  return byRevision;
}

function toBlock(row: Record<string, unknown>): Paragraph {
  const { kind, anchor, text, marker, header_rows: header, cells, former_anchors: was } = row;
  const place = { kind, anchor, ...(Array.isArray(was) && was.length > 0 ? { was } : {}) };
  if (kind === "table") return { ...place, caption: text, header, rows: cells } as Paragraph;
  return { ...place, text, ...(kind === "item" ? { marker } : {}) } as Paragraph;
}

/** Every revision that the log had when the dump was made, but for those of reports that it says are withdrawn. */
function checkComplete(
  { ledgerSize }: DataPackage,
  entries: readonly Entry[],
  shown: ReadonlySet<number>,
  found: Findings,
) {
  const known = entries.filter(({ index }) => index < ledgerSize);
  const withdrawn = withdrawnReports(entries);
  for (const { index, leaf } of known) {
    if (leaf.kind !== "publication" && leaf.kind !== "correction") continue;
    const isWithdrawn = withdrawn.has(`${leaf.bureau} ${leaf.year}`);
    if (!isWithdrawn && !shown.has(index)) found.fault(`数据文件里缺少第${index + 1}条：${describeLeaf(leaf)}`);
    if (shown.has(index) && withdrawnReports(known).has(`${leaf.bureau} ${leaf.year}`))
      found.fault(`数据文件里有已撤回的报告：${describeLeaf(leaf)}`);
  }
}

/** Reports whose last standing in these entries is withdrawn. */
export function withdrawnReports(entries: readonly Entry[]): Set<string> {
  const withdrawn = new Set<string>();
  for (const { leaf } of entries) {
    if (leaf.kind === "withdrawal") withdrawn.add(`${leaf.bureau} ${leaf.year}`);
    if (leaf.kind === "restoration") withdrawn.delete(`${leaf.bureau} ${leaf.year}`);
  }
  return withdrawn;
}

async function checkLog(folder: string, described: DataPackage, data: readonly Uint8Array[], found: Findings) {
  let count = 0;
  for (const part of tableParts(described, "ledger"))
    for await (const row of readRows(folder, described, "ledger", part)) {
      const entry = data[Number(row["index"])];
      if (row["index"] !== count || !entry || new TextDecoder().decode(entry) !== row["data"])
        return found.fault(`数据文件里的公示日志第${count + 1}条与日志不符`);
      count += 1;
    }
  if (count !== described.ledgerSize)
    found.fault(`数据文件里的公示日志有 ${count} 条，应有 ${described.ledgerSize} 条`);
}

async function checkReplies(folder: string, described: DataPackage, entries: readonly Entry[], found: Findings) {
  const recorded = new Set(
    entries.flatMap(({ leaf }) => (leaf.kind === "reply" ? [`${leaf.feedback} ${leaf.text}`] : [])),
  );
  let good = 0;
  for (const part of tableParts(described, "feedback"))
    for await (const row of readRows(folder, described, "feedback", part))
      for (const { text } of row["replies"] as { text: string }[]) {
        if (recorded.has(`${String(row["id"])} ${sha256Hex(text)}`)) good += 1;
        else found.fault(`监督意见 ${String(row["id"])} 的答复与公示日志不符，被改过`);
      }
  if (good > 0) found.good(`数据文件里 ${good} 个答复与公示日志相符`);
}

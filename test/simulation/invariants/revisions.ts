import { revisionText } from "../../../src/ledger/revision-text.ts";
import { originalKey } from "../../../src/reports/originals.ts";
import { blockText } from "../../../src/reports/anchors.ts";
import { sha256Hex } from "../../../src/sha256.ts";
import { query } from "../models/storage.ts";
import { count, type Inquiry, loadRevisions, loadSections, nameOf, type StoredRevision } from "./stored.ts";

/** No half revision: its sections, the words of its file, original, promise and audit row are there; numbers run without gap. */
export async function checkRevisions(inquiry: Inquiry) {
  const revisions = await loadRevisions(inquiry);
  for (const revision of revisions) await checkOne(inquiry, revision);
  const reports = await query<{ id: number; current: number; kept: number; highest: number }>(
    inquiry.storage,
    `SELECT r.id, r.current_revision AS current, count(v.id) AS kept, max(v.number) AS highest
     FROM reports r LEFT JOIN revisions v ON v.report_id = r.id GROUP BY r.id`,
  );
  for (const { id, current, kept, highest } of reports)
    if (current !== kept || current !== highest)
      inquiry.wrong(`report ${id} stands at revision ${current}, of ${kept} kept, the highest ${highest}`);
  checkAnswers(inquiry, revisions);
}

async function checkOne(inquiry: Inquiry, revision: StoredRevision) {
  const wrong = (what: string) => inquiry.wrong(`${nameOf(revision)}: ${what}`);
  const sections = await loadSections(inquiry, revision.id);
  if (sections.length !== revision.sectionCount) wrong(`has ${sections.length} sections of ${revision.sectionCount}`);
  if (sha256Hex(revisionText(revision.title, sections)) !== revision.textSha256)
    wrong("its words are not those it states");
  const text = squeezed(sections.map(({ heading, blocks }) => [heading, ...blocks.map(blockText)].join("")).join(""));
  for (const line of bodyLines(inquiry.journal.sources.get(revision.fileSha256) ?? ""))
    if (!text.includes(squeezed(line))) wrong(`lost the words ${line}`);
  const original = await inquiry.storage.files.get(originalKey(revision.fileSha256));
  if (!original) wrong("its original is missing");
  else if (sha256Hex(new Uint8Array(await original.arrayBuffer())) !== revision.fileSha256)
    wrong("its original differs");
  const { reportId, number, publishedAt, fileSha256 } = revision;
  const promises = await count(inquiry, "promises WHERE report_id = ? AND revision = ?", reportId, number);
  if (promises !== 1) wrong(`has ${promises} rows of promises`);
  const audits = await count(
    inquiry,
    `audit_log WHERE action IN ('report.published', 'report.revised') AND at = ? AND detail ->> 'sha256' = ?
       AND subject LIKE ?`,
    publishedAt,
    fileSha256,
    `%/r${number}`,
  );
  if (audits !== 1) wrong(`has ${audits} audit rows`);
}

const squeezed = (text: string) => text.replace(/\s/gu, "");
const bodyLines = (source: string) => source.split("\n").slice(2).filter(Boolean);

/** Whatever a publisher was told is so. */
function checkAnswers({ journal, wrong }: Inquiry, revisions: readonly StoredRevision[]) {
  for (const told of journal.published) {
    const found = revisions.some(
      ({ slugs, year, number, fileSha256 }) =>
        slugs.includes(told.bureau) && year === told.year && number === told.revision && fileSha256 === told.fileSha256,
    );
    if (!found) wrong(`${told.bureau} ${told.year} r${told.revision} was answered ${told.outcome} and is not there`);
  }
}

import { DRAFTS_PREFIX } from "../../../src/drafts/draft-files.ts";
import { reportPath } from "../../../src/paths.ts";
import { sha256Hex } from "../../../src/sha256.ts";
import { query } from "../models/storage.ts";
import { count, type Inquiry, loadRevisions, type StoredRevision } from "./stored.ts";

interface Row {
  id: number;
  state: "open" | "scheduled" | "published" | "discarded";
  version: number;
  folder: string;
  file: string;
  read: string;
  edits: number;
  publishAt: string | null;
  path: string | null;
  erased: string | null;
  audits: string;
}

/** Two clocks, or one before and after it jumped. */
const CLOCKS_APART_MS = 90_000;

/** Nothing on the publisher's desk is lost, overdue, half done, or published otherwise than it was looked at. */
export async function checkDesk(inquiry: Inquiry, now: number) {
  const rows = await query<Row>(
    inquiry.storage,
    `SELECT d.id, d.state, d.version, d.folder, d.file_sha256 AS file, d.read_sha256 AS read, json_array_length(d.edits) AS edits,
       d.publish_at AS publishAt, d.published_path AS path, d.erased_at AS erased,
       (SELECT json_group_array(action) FROM audit_log WHERE subject = '/staff/publish/' || d.id) AS audits
     FROM drafts d ORDER BY d.id`,
  );
  const revisions = await loadRevisions(inquiry);
  for (const row of rows) {
    const wrong = (what: string) => inquiry.wrong(`draft ${row.id}: ${what}`);
    checkSteps(inquiry, row, wrong);
    if (row.state === "scheduled" && Date.parse(row.publishAt ?? "") <= now) wrong("its time has passed");
    if (row.state === "published") checkPublished(inquiry, row, revisions, wrong);
    await checkFiles(inquiry, row, wrong);
  }
  for (const { draft, action } of inquiry.journal.desk)
    if (!rows.some(({ id }) => id === draft))
      inquiry.wrong(`draft ${draft}: ${action} was answered and it is not there`);
  const [failed, told] = [
    await count(inquiry, "audit_log WHERE action = 'draft.failed'"),
    await count(inquiry, "outbox WHERE payload ->> 'event' = 'publication.failed'"),
  ];
  if (failed !== told) inquiry.wrong(`${failed} times a publication failed, ${told} times somebody is told`);
}

function checkSteps({ journal }: Inquiry, { id, version, edits, audits }: Row, wrong: (what: string) => void) {
  const steps = JSON.parse(audits) as string[];
  const taken = (action: string) => steps.filter((step) => step === action).length;
  if (steps.length !== version) wrong(`is at version ${version} after ${steps.length} steps`);
  if (edits !== taken("draft.edited") - taken("draft.edit_undone")) wrong(`${edits} corrections after ${audits}`);
  const answered = journal.desk.filter(({ draft }) => draft === id);
  for (const { action } of answered)
    if (taken(action) < answered.filter((step) => step.action === action).length)
      wrong(`${action} was answered more often than it happened`);
}

/** It is what somebody saw and set to be published, and not before its time as clocks go. */
function checkPublished(
  { journal }: Inquiry,
  { id, path, publishAt, file }: Row,
  revisions: readonly StoredRevision[],
  wrong: (what: string) => void,
) {
  const own = revisions.filter(({ slugs, year, number }) =>
    slugs.some((slug) => path === reportPath(slug, year, number)),
  );
  const [revision] = own;
  if (!revision || own.length > 1) return wrong(`was published as ${path}, where there are ${own.length} revisions`);
  if (revision.fileSha256 !== file) wrong("its revision has another original");
  const seen = journal.seen.filter(({ draft }) => draft === id);
  if (!seen.some(({ number, text }) => number === revision.number && text === revision.textSha256))
    wrong("was published otherwise than anybody saw it");
  const early = Date.parse(publishAt ?? "") - Date.parse(revision.publishedAt);
  if (seen.every(({ when }) => when === "later") && early > CLOCKS_APART_MS)
    wrong(`was published at ${revision.publishedAt}, its time is ${publishAt}`);
}

async function checkFiles({ storage }: Inquiry, row: Row, wrong: (what: string) => void) {
  const isSettled = row.state === "published" || row.state === "discarded";
  if (isSettled !== (row.erased !== null)) wrong(`is ${row.state}, its files were erased at ${row.erased}`);
  const wanted: Record<string, string> = { [row.file]: row.file, "read.json": row.read };
  for (const [name, sha256] of Object.entries(wanted)) {
    const object = await storage.files.get(`${DRAFTS_PREFIX}${row.folder}/${name}`);
    if (isSettled) {
      if (object) wrong(`${name} is still kept`);
    } else if (!object || sha256Hex(new Uint8Array(await object.arrayBuffer())) !== sha256)
      wrong(`${name} is not kept`);
  }
}

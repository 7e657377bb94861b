import { bytesToHex } from "@noble/hashes/utils.js";
import { parseCheckpoint } from "../../../src/ledger/log/checkpoint.ts";
import { type Leaf, parseLeaf } from "../../../src/ledger/leaf.ts";
import { parseNote } from "../../../src/ledger/log/note.ts";
import { appendLeaf, type Hash, joinSubtrees, leafHash } from "../../../src/ledger/log/tree.ts";
import { query } from "../models/storage.ts";
import { type Inquiry, loadRevisions, nameOf } from "./stored.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The log is one tree: nodes and every checkpoint follow from its entries, and each recorded act has one leaf. */
export async function checkLedger(inquiry: Inquiry) {
  const rows = await query<{ position: number; data: string }>(
    inquiry.storage,
    "SELECT position, data FROM ledger_entries ORDER BY position",
  );
  const nodes = new Map<string, string>();
  const roots: Hash[] = [joinSubtrees([])];
  const leaves: Leaf[] = [];
  let frontier: Hash[] = [];
  for (const [size, { position, data }] of rows.entries()) {
    if (position !== size) inquiry.wrong(`the ledger has no entry ${size}`);
    const leaf = parseLeaf(utf8(data));
    if (leaf) leaves.push(leaf);
    else inquiry.wrong(`entry ${size} of the ledger cannot be read`);
    const grown = appendLeaf(size, frontier, leafHash(utf8(data)));
    for (const { level, index, hash } of grown.nodes) nodes.set(`${level}/${index}`, bytesToHex(hash));
    roots.push(joinSubtrees((frontier = grown.frontier)));
  }
  await checkNodes(inquiry, nodes);
  await checkCheckpoints(inquiry, roots);
  await checkActs(inquiry, leaves);
}

async function checkNodes({ storage, wrong }: Inquiry, expected: ReadonlyMap<string, string>) {
  const rows = await query<{ level: number; idx: number; hash: string }>(
    storage,
    "SELECT level, idx, hash FROM ledger_nodes",
  );
  const stored = new Map(rows.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
  for (const [key, hash] of expected)
    if (stored.get(key) !== hash) wrong(`node ${key} of the ledger does not follow from its entries`);
  if (stored.size > expected.size) wrong(`the ledger has ${stored.size} nodes, its entries make ${expected.size}`);
}

/** Those that are stored, and those that anybody was ever given: two of one size with different roots are a fork. */
async function checkCheckpoints({ storage, journal, wrong }: Inquiry, roots: readonly Hash[]) {
  const stored = await query<{ size: number; note: string }>(storage, "SELECT size, note FROM ledger_checkpoints");
  for (const note of new Set([...stored.map((row) => row.note), ...journal.checkpoints])) {
    const parsed = parseNote(utf8(note));
    const checkpoint = parsed && parseCheckpoint(parsed);
    const root = checkpoint ? roots[checkpoint.size] : undefined;
    if (!checkpoint || !root || bytesToHex(root) !== bytesToHex(checkpoint.root))
      wrong(`a checkpoint of size ${checkpoint?.size} is not of this log`);
  }
  if (roots.length > 1 && !stored.some(({ size }) => size === roots.length - 1))
    wrong("the end of the log is not signed");
}

async function checkActs(inquiry: Inquiry, leaves: readonly Leaf[]) {
  const { wrong, storage } = inquiry;
  for (const revision of await loadRevisions(inquiry)) {
    const own = leaves.filter(
      (leaf) =>
        (leaf.kind === "publication" || leaf.kind === "correction") &&
        revision.slugs.includes(leaf.bureau) &&
        leaf.year === revision.year &&
        leaf.revision === revision.number &&
        leaf.text === revision.textSha256 &&
        leaf.original.sha256 === revision.fileSha256,
    );
    if (own.length !== 1) wrong(`${nameOf(revision)} has ${own.length} leaves`);
  }
  const acts: Record<string, string> = {
    "'publication', 'correction'": "revisions",
    "'withdrawal'": "audit_log WHERE action = 'report.withdrawn'",
    "'restoration'": "audit_log WHERE action = 'report.restored'",
    "'reply'": "feedback_moderation WHERE reply_id IS NOT NULL",
  };
  for (const [kinds, from] of Object.entries(acts)) {
    const [row] = await query<{ leaves: number; acts: number }>(
      storage,
      `SELECT (SELECT count(*) FROM ledger_entries WHERE kind IN (${kinds})) AS leaves, (SELECT count(*) FROM ${from}) AS acts`,
    );
    if (row?.leaves !== row?.acts) wrong(`${row?.leaves} leaves of ${kinds}, ${row?.acts} acts`);
  }
  await checkStandings(inquiry, leaves);
}

async function checkStandings({ storage, journal, wrong }: Inquiry, leaves: readonly Leaf[]) {
  const reports = await query<{ slugs: string; year: number; status: string }>(
    storage,
    `SELECT r.year, r.status,
       (SELECT json_group_array(slug) FROM (SELECT b.slug UNION ALL SELECT slug FROM former_slugs WHERE bureau_id = b.id)) AS slugs
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id`,
  );
  for (const { slugs, year, status } of reports) {
    const names = JSON.parse(slugs) as string[];
    const own = leaves.filter((leaf) => leaf.kind !== "reply" && names.includes(leaf.bureau) && leaf.year === year);
    const changes = own.filter((leaf) => leaf.kind === "withdrawal" || leaf.kind === "restoration");
    const recorded = changes.at(-1)?.kind === "withdrawal" ? "withdrawn" : "published";
    if (recorded !== status) wrong(`${names[0]} ${year} is ${status}, the ledger says ${recorded}`);
    if (changes.some((leaf, at) => leaf.kind === changes[at - 1]?.kind))
      wrong(`${names[0]} ${year} was withdrawn or restored twice in a row`);
  }
  for (const { bureau, year, status, at } of journal.standings) {
    const kind = status === "withdrawn" ? "withdrawal" : "restoration";
    if (!leaves.some((leaf) => leaf.kind === kind && leaf.bureau === bureau && leaf.year === year && leaf.at === at))
      wrong(`${bureau} ${year} was answered ${status} at ${at}, and no leaf says so`);
  }
}

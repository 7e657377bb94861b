/** A table as a backup holds it. */
export interface BackupTable {
  name: string;
  columns: string[];
  /** Columns of its primary key, in order. */
  key: string[];
  /** Tables whose rows it refers to. */
  references: string[];
  /** Rows are only ever added, after the last key. A row that was read stays true. */
  grows: boolean;
}

export type BackupRow = Record<string, string | number | null>;
/** Values of a table's key columns. */
export type RowKey = (string | number)[];

/** Tables that a backup leaves out, and why; every other table is in it, also one that a later migration adds. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  search_outlines: "derived from sections by npm run reindex",
  search_catalog: "derived from bureaus and the index by npm run reindex",
  search_indexing: "the state of an index outside, which is built anew",
  revision_figures: "derived from sections by the cron trigger",
  indicator_points: "derived from sections by the cron trigger",
  indicator_reports: "says which reports the cron trigger has read",
  indicator_counts: "kept by triggers",
  figures: "what the release before read, derived from sections",
  figure_checks: "what the release before read, derived from sections",
  search_index: "the state of an index outside, which is built anew",
  search_rebuild: "the state of an index outside, which is built anew",
  archive_counts: "kept by triggers",
  year_counts: "kept by triggers",
  bureau_directory: "kept by triggers",
  dumps: "derived from the archive by the cron trigger",
  dump_files: "derived from the archive by the cron trigger",
  restores: "about restoring",
  backup_reads: "grows while a backup is read",
  d1_migrations: "written by the migrations",
  ledger_development_key: "secret",
  feedback_secrets: "secret",
  staff_keys: "secret",
  local_accounts: "secret: people enrol again after a restore",
  account_invitations: "secret",
  spent_codes: "only of use with local_accounts",
  ended_sessions: "only of use with staff_keys",
  feedback_salts: "thrown away after a day, so that visitors cannot be recognised",
  heartbeats: "what this installation last did",
  follow_state: "where the clock stands: a restored site begins to tell from then on",
  feedback_quotas: "counts of visitors within hours",
};

/** Nothing of these is ever altered, and triggers see to it. */
export const GROWING: ReadonlySet<string> = new Set([
  "revisions",
  "sections",
  "audit_log",
  "confidential_audit_log",
  "ledger_entries",
  "ledger_checkpoints",
  "feedback_moderation",
]);

/** Holds one row from the first migration on: a restore puts its own in the place of it. */
export const SEEDED: ReadonlySet<string> = new Set(["archive_state"]);
/** Rows of its own, such as the token a restore is made with, are kept; ids are given anew. */
export const MERGED: ReadonlySet<string> = new Set(["api_tokens"]);

/** True for names of FTS5's own tables and of the system. */
export const isInternal = (name: string) => /^(?:sqlite_|_cf_)|_fts|_chars|_terms$/.test(name);

/**
 * Each table comes after the tables that it refers to, otherwise in the order of names. Throws if tables refer to each other in a
 * circle.
 */
export function inOrder(tables: readonly BackupTable[]): BackupTable[] {
  const left = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const placed = new Set<string>();
  const ordered: BackupTable[] = [];
  while (left.length > 0) {
    const at = left.findIndex(({ name, references }) =>
      references.every((other) => other === name || placed.has(other) || !tables.some((table) => table.name === other)),
    );
    const [next] = at < 0 ? [] : left.splice(at, 1);
    if (!next) throw new Error(`tables refer to each other in a circle: ${left.map(({ name }) => name).join(", ")}`);
    placed.add(next.name);
    ordered.push(next);
  }
  return ordered;
}

/** A name of the database's own schema, never of a request, as SQL has it. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

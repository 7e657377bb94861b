-- The public archive as files (/data): a dump is built in pieces by the cron trigger, from `cursor` on, and served once it is ready.
CREATE TABLE dumps (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('building', 'ready', 'retired')),
  archive_version INTEGER NOT NULL,
  -- What the ledger and the log of moderation held when it began: what came after is not in it, or has to leave it.
  ledger_size INTEGER NOT NULL,
  moderation INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  cursor TEXT NOT NULL CHECK (json_valid(cursor)),
  summary TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(summary))
) STRICT;
CREATE UNIQUE INDEX dumps_one_at_a_time ON dumps (state) WHERE state IN ('building', 'ready');

-- Files of a dump; the object is `dumps/{sha256}`. `covers`: the reports or feedback in it, for a file that has something in it
-- that is no longer public is not served.
CREATE TABLE dump_files (
  dump_id INTEGER NOT NULL REFERENCES dumps (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part INTEGER NOT NULL,
  format TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  covers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(covers)),
  PRIMARY KEY (dump_id, name)
) STRICT, WITHOUT ROWID;
-- Two runs that write the same piece cannot both commit it.
CREATE UNIQUE INDEX dump_files_once ON dump_files (dump_id, kind, part, format);
CREATE INDEX dump_files_by_name ON dump_files (name, dump_id);
CREATE INDEX dump_files_by_object ON dump_files (sha256);

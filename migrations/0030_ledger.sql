-- The public log of everything published (c2sp.org/tlog-tiles): entries, the hashes of its complete subtrees, and the
-- checkpoints signed so far. Nothing in it is ever changed; a row that is written again fails like a broken UNIQUE,
-- also by INSERT OR REPLACE, which fires no DELETE trigger.
CREATE TABLE ledger_entries (
  position INTEGER PRIMARY KEY CHECK (position >= 0),
  data TEXT NOT NULL CHECK (json_valid(data)),
  kind TEXT NOT NULL GENERATED ALWAYS AS (data ->> 'kind') VIRTUAL,
  at TEXT NOT NULL GENERATED ALWAYS AS (data ->> 'at') VIRTUAL,
  bureau TEXT GENERATED ALWAYS AS (data ->> 'bureau') VIRTUAL,
  year INTEGER GENERATED ALWAYS AS (data ->> 'year') VIRTUAL,
  revision INTEGER GENERATED ALWAYS AS (data ->> 'revision') VIRTUAL,
  feedback TEXT GENERATED ALWAYS AS (data ->> 'feedback') VIRTUAL
) STRICT;
CREATE INDEX ledger_entries_by_report ON ledger_entries (bureau, year, position);
CREATE INDEX ledger_entries_by_feedback ON ledger_entries (feedback, position) WHERE feedback IS NOT NULL;
CREATE UNIQUE INDEX ledger_entries_one_a_revision ON ledger_entries (bureau, year, revision)
WHERE kind IN ('publication', 'correction');

-- Node (level, index) covers entries [index·2^level, (index+1)·2^level). SHA-256 in lower-case hex.
CREATE TABLE ledger_nodes (
  level INTEGER NOT NULL CHECK (level >= 0),
  idx INTEGER NOT NULL CHECK (idx >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_checkpoints (
  size INTEGER PRIMARY KEY CHECK (size >= 0),
  note TEXT NOT NULL,
  signed_at TEXT NOT NULL
) STRICT;

-- The signing key of a development site, made on first use. A production site takes its key from the secret LEDGER_KEY.
CREATE TABLE ledger_development_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  signing_key TEXT NOT NULL
) STRICT;

CREATE TRIGGER ledger_entries_are_added_in_order BEFORE INSERT ON ledger_entries
BEGIN
  SELECT raise(ABORT, 'UNIQUE constraint failed: ledger_entries.position')
  WHERE EXISTS (SELECT 1 FROM ledger_entries WHERE position = NEW.position);
  SELECT raise(ABORT, 'the ledger has no gaps')
  WHERE NEW.position <> (SELECT coalesce(max(position) + 1, 0) FROM ledger_entries);
END;
CREATE TRIGGER ledger_entries_are_immutable BEFORE UPDATE ON ledger_entries
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
CREATE TRIGGER ledger_entries_are_kept BEFORE DELETE ON ledger_entries
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_nodes_are_added_once BEFORE INSERT ON ledger_nodes
BEGIN
  SELECT raise(ABORT, 'UNIQUE constraint failed: ledger_nodes.level, ledger_nodes.idx')
  WHERE EXISTS (SELECT 1 FROM ledger_nodes WHERE level = NEW.level AND idx = NEW.idx);
END;
CREATE TRIGGER ledger_nodes_are_immutable BEFORE UPDATE ON ledger_nodes
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
CREATE TRIGGER ledger_nodes_are_kept BEFORE DELETE ON ledger_nodes
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_checkpoints_are_added_once BEFORE INSERT ON ledger_checkpoints
BEGIN
  SELECT raise(ABORT, 'UNIQUE constraint failed: ledger_checkpoints.size')
  WHERE EXISTS (SELECT 1 FROM ledger_checkpoints WHERE size = NEW.size);
END;
CREATE TRIGGER ledger_checkpoints_are_immutable BEFORE UPDATE ON ledger_checkpoints
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
CREATE TRIGGER ledger_checkpoints_are_kept BEFORE DELETE ON ledger_checkpoints
BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;

-- What an index outside the database holds of each report, against what it should hold. `wanted` counts the report's
-- changes, each in the batch of the change; `done` is the last one that the index is known to hold.
CREATE TABLE search_indexing (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id),
  wanted INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  behind_since TEXT,
  -- The change whose documents were sent, and the engine's tasks, as long as their end is not known.
  sent INTEGER,
  tasks TEXT CHECK (tasks IS NULL OR json_valid(tasks)),
  -- The last change that the index being built beside the one in use holds.
  rebuilt INTEGER NOT NULL DEFAULT 0,
  -- Until then `holder` writes the report to the engine, or what it sent may still arrive there.
  held_until TEXT,
  holder TEXT
) STRICT;
CREATE INDEX search_indexing_behind ON search_indexing (behind_since) WHERE done < wanted;
CREATE INDEX search_indexing_held ON search_indexing (held_until) WHERE held_until IS NOT NULL;

-- One row: the index outside the database.
CREATE TABLE search_index (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Name of the index that was built whole and followed every change since; null where there is none.
  built TEXT,
  confirmed_task INTEGER,
  confirmed_at TEXT,
  last_error TEXT,
  failed_at TEXT,
  -- What the engine said when it was last looked at.
  version TEXT,
  checked_at TEXT
) STRICT;
INSERT INTO search_index (id) VALUES (1);

-- One row: the rebuild into a second index that runs, or the last one.
CREATE TABLE search_rebuild (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  phase TEXT NOT NULL CHECK (phase IN ('idle', 'create', 'fill', 'check', 'swap', 'drop', 'failed')),
  -- Reports up to this id are in the new index, and how many they are; `sent_to`: their tasks are under way.
  cursor INTEGER NOT NULL DEFAULT 0,
  reports INTEGER NOT NULL DEFAULT 0,
  sent_to INTEGER,
  sent_reports INTEGER NOT NULL DEFAULT 0,
  documents INTEGER,
  tasks TEXT CHECK (tasks IS NULL OR json_valid(tasks)),
  -- 1 from before the exchange is sent: without its task nobody knows whether it took place.
  exchanging INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  started_at TEXT,
  started_by TEXT,
  moved_at TEXT,
  finished_at TEXT,
  error TEXT,
  held_until TEXT,
  holder TEXT
) STRICT;
INSERT INTO search_rebuild (id, phase) VALUES (1, 'idle');

-- A long queue of reports to index never holds up a notification.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (available_at, id) WHERE done_at IS NULL AND dead_at IS NULL AND kind <> 'index';
CREATE INDEX outbox_index_waiting ON outbox (available_at, id)
WHERE done_at IS NULL AND dead_at IS NULL AND kind = 'index';

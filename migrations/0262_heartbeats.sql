-- What somebody has to rely on without seeing it: when the clock last ran, when a backup was last finished, what the doctor last
-- found, and which reasons to look were told. One row each.
CREATE TABLE heartbeats (
  name TEXT PRIMARY KEY CHECK (name IN ('clock', 'backup', 'doctor', 'told')),
  at TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;

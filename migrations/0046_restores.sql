-- At most one row: the backup this archive is being put back from, or was. An archive is restored once, while it is empty.
CREATE TABLE restores (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  backup TEXT NOT NULL,
  began_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

-- What witnesses said of checkpoints (c2sp.org/tlog-cosignature): the newest line of each for a size.
CREATE TABLE ledger_cosignatures (
  size INTEGER NOT NULL CHECK (size >= 0),
  witness TEXT NOT NULL,
  key_id TEXT NOT NULL,
  line TEXT NOT NULL,
  cosigned_at TEXT NOT NULL,
  PRIMARY KEY (size, witness, key_id)
) STRICT, WITHOUT ROWID;
-- How the last request to each went; `size`: the largest that it has cosigned.
CREATE TABLE ledger_witnesses (
  witness TEXT NOT NULL,
  key_id TEXT NOT NULL,
  size INTEGER NOT NULL,
  asked_at TEXT NOT NULL,
  cosigned_at TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('cosigned', 'unreachable', 'refused', 'disagrees')),
  PRIMARY KEY (witness, key_id)
) STRICT, WITHOUT ROWID;

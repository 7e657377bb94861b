-- Public keys to which confidential feedback is sealed. The private halves are never here.
CREATE TABLE supervisor_keys (
  recipient TEXT PRIMARY KEY,
  holder TEXT NOT NULL REFERENCES staff (email),
  added_at TEXT NOT NULL,
  retired_at TEXT,
  retired_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX supervisor_keys_by_holder ON supervisor_keys (holder);
CREATE TRIGGER supervisor_keys_are_kept BEFORE DELETE ON supervisor_keys
BEGIN
  SELECT raise(ABORT, 'keys are kept');
END;
-- Who proposed the supervisor's role for a person; somebody else has to confirm it.
ALTER TABLE staff ADD COLUMN supervisor_proposed_by TEXT;

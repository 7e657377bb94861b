-- What was sealed before a supervisor had a key, sealed again to the keys in force by a supervisor who could open it. The first
-- sealing stays as it is.
CREATE TABLE feedback_handovers (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  sealed_to TEXT NOT NULL CHECK (json_valid(sealed_to)),
  text TEXT NOT NULL CHECK (text GLOB '-----BEGIN AGE ENCRYPTED FILE-----*')
) STRICT;
CREATE INDEX feedback_handovers_by_feedback ON feedback_handovers (feedback_id, id);
CREATE TRIGGER feedback_handovers_are_append_only BEFORE UPDATE ON feedback_handovers
BEGIN
  SELECT raise(ABORT, 'handovers are append-only');
END;
CREATE TRIGGER feedback_handovers_are_kept BEFORE DELETE ON feedback_handovers
BEGIN
  SELECT raise(ABORT, 'handovers are append-only');
END;
CREATE INDEX feedback_sealed ON feedback (id) WHERE sealed_to IS NOT NULL;

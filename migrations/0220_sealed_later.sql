-- What was in clear may be sealed later: the words of its steps and answers too, and nothing but that.
DROP TRIGGER feedback_history_is_append_only;
CREATE TRIGGER feedback_history_is_append_only BEFORE UPDATE ON feedback_history
WHEN NOT (
  new.note GLOB '-----BEGIN AGE ENCRYPTED FILE-----*' AND old.note NOT GLOB '-----BEGIN AGE ENCRYPTED FILE-----*'
  AND new.feedback_id = old.feedback_id AND new.seq = old.seq AND new.at = old.at AND new.event = old.event
  AND new.status = old.status AND new.actor_kind = old.actor_kind
  AND EXISTS (SELECT 1 FROM feedback WHERE id = old.feedback_id AND sealed_to IS NOT NULL)
)
BEGIN
  SELECT raise(ABORT, 'the history is append-only');
END;
DROP TRIGGER feedback_replies_are_kept;
CREATE TRIGGER feedback_replies_are_kept BEFORE UPDATE OF text, drafted_by, feedback_id ON feedback_replies
WHEN NOT (
  new.text GLOB '-----BEGIN AGE ENCRYPTED FILE-----*' AND old.text NOT GLOB '-----BEGIN AGE ENCRYPTED FILE-----*'
  AND new.drafted_by = old.drafted_by AND new.feedback_id = old.feedback_id
  AND EXISTS (SELECT 1 FROM feedback WHERE id = old.feedback_id AND sealed_to IS NOT NULL)
)
BEGIN
  SELECT raise(ABORT, 'a reply is never altered');
END;
-- Denunciations of earlier versions that are not sealed yet; what is confidential has been sealed since 0090.
CREATE INDEX feedback_unsealed ON feedback (id) WHERE confidential = 1 AND sealed_to IS NULL;

-- Their steps stood in the log that everybody with a copy reads; what the steps tell of a place goes.
INSERT INTO confidential_audit_log (at, actor, action, subject, detail)
SELECT at, actor, action, subject, json_remove(detail, '$.bureau', '$.report', '$.title', '$.reason')
FROM audit_log
WHERE subject GLOB '/feedback/[0-9]*'
  AND CAST(substr(subject, 11) AS INTEGER) IN (SELECT id FROM feedback WHERE confidential = 1)
ORDER BY id;
DROP TRIGGER audit_log_is_kept;
DELETE FROM audit_log
WHERE subject GLOB '/feedback/[0-9]*'
  AND CAST(substr(subject, 11) AS INTEGER) IN (SELECT id FROM feedback WHERE confidential = 1);
CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
-- So did the messages about them.
UPDATE outbox SET payload = json_remove(payload, '$.bureau', '$.feedback', '$.due')
WHERE kind = 'notify' AND json_extract(payload, '$.kind') = 'denunciation';

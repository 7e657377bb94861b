-- Steps of confidential matters have a log and numbers of their own, so that gaps in the other log tell nothing.
CREATE TABLE confidential_audit_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX confidential_audit_log_by_subject ON confidential_audit_log (subject, id);
CREATE INDEX confidential_audit_log_by_actor ON confidential_audit_log (actor, id);
CREATE INDEX confidential_audit_log_by_action ON confidential_audit_log (action, id);
CREATE INDEX confidential_audit_log_by_time ON confidential_audit_log (at, id);
CREATE TRIGGER confidential_audit_log_is_append_only BEFORE UPDATE ON confidential_audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER confidential_audit_log_is_kept BEFORE DELETE ON confidential_audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

-- Each reading of the archive through the backup's API. Apart from the audit log, which a backup itself reads until it stands still.
CREATE TABLE backup_reads (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX backup_reads_by_actor ON backup_reads (actor, id);
CREATE INDEX backup_reads_by_action ON backup_reads (action, id);
CREATE INDEX backup_reads_by_subject ON backup_reads (subject, id);
CREATE INDEX backup_reads_by_time ON backup_reads (at, id);
CREATE TRIGGER backup_reads_are_not_altered BEFORE UPDATE ON backup_reads
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER backup_reads_are_kept BEFORE DELETE ON backup_reads
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

-- Who works in the console. People are never deleted, since the audit log names them: they are made inactive.
CREATE TABLE staff (
  email TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  bureaus TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(bureaus)),
  active INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER staff_keeps_an_admin BEFORE UPDATE ON staff
WHEN OLD.active = 1
  AND EXISTS (SELECT 1 FROM json_each(OLD.roles) WHERE value = 'admin')
  AND NOT (NEW.active = 1 AND EXISTS (SELECT 1 FROM json_each(NEW.roles) WHERE value = 'admin'))
  AND NOT EXISTS (
    SELECT 1 FROM staff, json_each(staff.roles)
    WHERE json_each.value = 'admin' AND staff.active = 1 AND staff.email <> OLD.email
  )
BEGIN
  SELECT raise(ABORT, 'the last admin stays');
END;
CREATE TRIGGER staff_are_kept BEFORE DELETE ON staff
BEGIN
  SELECT raise(ABORT, 'staff are kept');
END;

-- Keys made by this database for itself; `session` signs the cookies of local sign-in.
CREATE TABLE staff_keys (
  name TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions signed out before they ran out; a row is forgotten after `until`.
CREATE TABLE ended_sessions (
  id TEXT PRIMARY KEY,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ended_sessions_by_end ON ended_sessions (until);

CREATE INDEX audit_log_by_actor ON audit_log (actor, id);
CREATE INDEX audit_log_by_action ON audit_log (action, id);
CREATE INDEX audit_log_by_time ON audit_log (at, id);

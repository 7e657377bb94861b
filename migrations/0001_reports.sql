-- Bureaus, their yearly reports, and the immutable revisions of each. JSON columns hold what is only ever read whole.
CREATE TABLE bureaus (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  short_name TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
  demo INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
) STRICT;

-- Every legal name and alias under which a report may arrive.
CREATE TABLE bureau_names (
  name TEXT PRIMARY KEY,
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id)
) STRICT, WITHOUT ROWID;

-- Slugs a bureau once had: their addresses redirect for ever, and no other bureau may take them.
CREATE TABLE former_slugs (
  slug TEXT PRIMARY KEY,
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  current_revision INTEGER NOT NULL CHECK (current_revision > 0),
  status TEXT NOT NULL DEFAULT 'published' CHECK (status IN ('published', 'withdrawn')),
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  first_published_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (bureau_id, year)
) STRICT;
CREATE INDEX reports_by_year ON reports (year, bureau_id);
CREATE INDEX reports_by_update ON reports (updated_at, id);

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES reports (id),
  number INTEGER NOT NULL CHECK (number > 0),
  title TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_type TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  encoding TEXT NOT NULL,
  import_notes TEXT NOT NULL CHECK (json_valid(import_notes)),
  section_count INTEGER NOT NULL,
  paragraph_count INTEGER NOT NULL,
  character_count INTEGER NOT NULL,
  UNIQUE (report_id, number)
) STRICT;
CREATE INDEX revisions_by_date ON revisions (published_at, id);

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  revision_id INTEGER NOT NULL REFERENCES revisions (id),
  position INTEGER NOT NULL,
  parent INTEGER,
  depth INTEGER NOT NULL CHECK (depth > 0),
  slug TEXT NOT NULL,
  numeral TEXT NOT NULL,
  heading TEXT NOT NULL,
  title TEXT NOT NULL,
  standard TEXT,
  blocks TEXT NOT NULL CHECK (json_valid(blocks)),
  UNIQUE (revision_id, position)
) STRICT;
CREATE UNIQUE INDEX sections_by_slug ON sections (revision_id, slug);
CREATE INDEX sections_by_standard ON sections (standard, revision_id) WHERE standard IS NOT NULL;

-- What is published is never altered: a correction is a new revision.
CREATE TRIGGER revisions_are_immutable BEFORE UPDATE ON revisions
BEGIN
  SELECT raise(ABORT, 'revisions are immutable');
END;
CREATE TRIGGER revisions_are_kept BEFORE DELETE ON revisions
BEGIN
  SELECT raise(ABORT, 'revisions are kept');
END;
CREATE TRIGGER sections_are_immutable BEFORE UPDATE ON sections
BEGIN
  SELECT raise(ABORT, 'sections are immutable');
END;
CREATE TRIGGER sections_are_kept BEFORE DELETE ON sections
BEGIN
  SELECT raise(ABORT, 'sections are kept');
END;

-- INSERT OR REPLACE fires no DELETE trigger: a row that is there already fails like a broken UNIQUE.
CREATE TRIGGER revisions_are_added_once BEFORE INSERT ON revisions
BEGIN
  SELECT raise(ABORT, 'UNIQUE constraint failed: revisions.report_id, revisions.number')
  WHERE EXISTS (SELECT 1 FROM revisions WHERE id = NEW.id OR (report_id = NEW.report_id AND number = NEW.number));
END;
CREATE TRIGGER sections_are_added_once BEFORE INSERT ON sections
BEGIN
  SELECT raise(ABORT, 'UNIQUE constraint failed: sections.revision_id, sections.position')
  WHERE EXISTS (SELECT 1 FROM sections WHERE id = NEW.id OR (revision_id = NEW.revision_id AND position = NEW.position));
END;

-- One row. `version` grows with every public change and is what caches are keyed by.
CREATE TABLE archive_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO archive_state (id, version) VALUES (1, 1);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX audit_log_by_subject ON audit_log (subject, id);
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

-- Bearer tokens of publishing software: only the SHA-256 is kept.
CREATE TABLE api_tokens (
  id INTEGER PRIMARY KEY,
  token_sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'publisher')),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

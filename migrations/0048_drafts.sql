-- Reports on the publisher's desk: an uploaded file, what was corrected by hand, and when it is to be published. The file and
-- what was read from it are in R2 below drafts/{folder}/, and are erased once the draft is settled.
CREATE TABLE drafts (
  id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'scheduled', 'published', 'discarded')),
  -- Grows with every change; a writer that saw another version fails on NOT NULL.
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  folder TEXT NOT NULL UNIQUE,
  file_sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  read_sha256 TEXT NOT NULL,
  read_title TEXT NOT NULL,
  -- Given by hand, where the file does not say.
  title TEXT NOT NULL DEFAULT '',
  bureau_name TEXT NOT NULL DEFAULT '',
  bureau TEXT NOT NULL DEFAULT '',
  year INTEGER,
  edits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(edits)),
  note TEXT NOT NULL DEFAULT '',
  feedback TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(feedback)),
  publish_at TEXT,
  scheduled_by TEXT,
  -- Digest of what was looked at when the time was set.
  previewed TEXT,
  -- Why publishing at the set time did not come about.
  failure TEXT,
  published_path TEXT,
  erased_at TEXT,
  CHECK (state <> 'scheduled' OR (publish_at IS NOT NULL AND scheduled_by IS NOT NULL AND previewed IS NOT NULL)),
  CHECK (state <> 'published' OR published_path IS NOT NULL)
) STRICT;
CREATE INDEX drafts_by_owner ON drafts (owner, updated_at);
CREATE INDEX drafts_by_update ON drafts (updated_at);
CREATE INDEX drafts_due ON drafts (publish_at) WHERE state = 'scheduled';
CREATE INDEX drafts_to_erase ON drafts (updated_at) WHERE erased_at IS NULL;

CREATE TRIGGER drafts_are_settled_once BEFORE UPDATE OF state ON drafts
WHEN OLD.state IN ('published', 'discarded') AND NEW.state <> OLD.state
BEGIN
  SELECT raise(ABORT, 'the draft is settled');
END;
CREATE TRIGGER drafts_keep_their_file BEFORE UPDATE OF owner, folder, file_sha256, file_name, file_size, read_sha256 ON drafts
BEGIN
  SELECT raise(ABORT, 'the file of a draft is never altered');
END;

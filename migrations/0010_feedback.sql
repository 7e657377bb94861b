-- What citizens submitted, pinned to what they saw; its history, replies and what was made public of it.
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  receipt_sha256 TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'error', 'suggestion', 'complaint', 'denunciation', 'praise')),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  -- Keyed digest of the words alone, to show staff what was sent more than once.
  text_digest TEXT NOT NULL,
  -- As the author saw it; `bureau_id` is who handles it now.
  about_bureau_id INTEGER REFERENCES bureaus (id),
  report_id INTEGER REFERENCES reports (id),
  revision INTEGER,
  section TEXT,
  section_heading TEXT,
  anchor TEXT,
  quote TEXT,
  bureau_id INTEGER REFERENCES bureaus (id),
  submitted_at TEXT NOT NULL,
  -- State: see feedback.ts.
  status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'in_progress', 'declined', 'answered', 'closed')),
  waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting IN (0, 1)),
  round INTEGER NOT NULL DEFAULT 0 CHECK (round IN (0, 1)),
  extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),
  transfers INTEGER NOT NULL DEFAULT 0,
  overdue INTEGER NOT NULL DEFAULT 0 CHECK (overdue IN (0, 1)),
  draft_by TEXT,
  rated INTEGER NOT NULL DEFAULT 0 CHECK (rated IN (0, 1)),
  consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
  publication TEXT NOT NULL DEFAULT 'private' CHECK (publication IN ('private', 'published', 'hidden')),
  reply_public INTEGER NOT NULL DEFAULT 0 CHECK (reply_public IN (0, 1)),
  corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1)),
  reopen_until TEXT,
  -- Clocks: Beijing days. `due` is the one that runs now (null when none does).
  clock_from TEXT NOT NULL,
  due TEXT,
  deadlines TEXT NOT NULL CHECK (json_valid(deadlines)),
  answered_at TEXT,
  settled_at TEXT,
  was_overdue INTEGER NOT NULL DEFAULT 0 CHECK (was_overdue IN (0, 1)),
  correction_revision INTEGER,
  -- What the public sees; the original above stays as it is.
  public_title TEXT,
  public_text TEXT,
  published_at TEXT,
  -- Sealed contact data: key id and AES-GCM box.
  contact_key TEXT,
  contact_box TEXT,
  erased_at TEXT,
  seq INTEGER NOT NULL DEFAULT 1,
  CHECK (kind <> 'denunciation' OR publication = 'private'),
  CHECK (publication <> 'published' OR (consent = 1 AND public_text IS NOT NULL))
) STRICT;
CREATE INDEX feedback_queue ON feedback (bureau_id, due) WHERE status IN ('submitted', 'accepted', 'in_progress');
CREATE INDEX feedback_due ON feedback (due) WHERE status IN ('submitted', 'accepted', 'in_progress') AND overdue = 0;
CREATE INDEX feedback_open ON feedback (due, id) WHERE status IN ('submitted', 'accepted', 'in_progress');
CREATE INDEX feedback_public ON feedback (published_at, id) WHERE publication = 'published';
CREATE INDEX feedback_public_bureau ON feedback (bureau_id, published_at) WHERE publication = 'published';
CREATE INDEX feedback_by_report ON feedback (report_id, section);
CREATE INDEX feedback_by_digest ON feedback (text_digest);
CREATE INDEX feedback_by_update ON feedback (submitted_at, id);
CREATE INDEX feedback_retention ON feedback (settled_at) WHERE settled_at IS NOT NULL AND erased_at IS NULL;

CREATE TRIGGER feedback_originals_are_kept
BEFORE UPDATE OF kind, title, text, about_bureau_id, report_id, revision, section, section_heading, anchor, quote,
  submitted_at, receipt_sha256 ON feedback
BEGIN
  SELECT raise(ABORT, 'what was submitted is never altered');
END;
CREATE TRIGGER feedback_is_kept BEFORE DELETE ON feedback
BEGIN
  SELECT raise(ABORT, 'feedback is kept');
END;

-- One row a transition; `seq` settles races: of two writers with the same state before them, one fails.
CREATE TABLE feedback_history (
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  status TEXT NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('author', 'staff', 'system')),
  -- For the author; shown to the public too where `public` is 1 and the feedback is published.
  note TEXT NOT NULL DEFAULT '',
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  PRIMARY KEY (feedback_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER feedback_history_is_append_only BEFORE UPDATE ON feedback_history
BEGIN
  SELECT raise(ABORT, 'the history is append-only');
END;
CREATE TRIGGER feedback_history_is_kept BEFORE DELETE ON feedback_history
BEGIN
  SELECT raise(ABORT, 'the history is append-only');
END;

CREATE TABLE feedback_replies (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  round INTEGER NOT NULL,
  text TEXT NOT NULL,
  drafted_by TEXT NOT NULL,
  drafted_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'returned', 'approved')),
  decided_by TEXT,
  decided_at TEXT,
  decision_note TEXT NOT NULL DEFAULT '',
  public_text TEXT,
  published_at TEXT,
  CHECK (state <> 'approved' OR decided_by <> drafted_by)
) STRICT;
CREATE INDEX feedback_replies_by_feedback ON feedback_replies (feedback_id, id);
CREATE UNIQUE INDEX feedback_replies_one_answer ON feedback_replies (feedback_id, round) WHERE state = 'approved';
CREATE TRIGGER feedback_replies_are_kept BEFORE UPDATE OF text, drafted_by, feedback_id ON feedback_replies
BEGIN
  SELECT raise(ABORT, 'a reply is never altered');
END;

CREATE TABLE feedback_supplements (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  at TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_supplements_by_feedback ON feedback_supplements (feedback_id, id);

CREATE TABLE feedback_ratings (
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  round INTEGER NOT NULL,
  rating TEXT NOT NULL CHECK (rating IN ('satisfied', 'fair', 'dissatisfied')),
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  PRIMARY KEY (feedback_id, round)
) STRICT, WITHOUT ROWID;

-- Files in R2 under generated names; rows stay when the file is erased.
CREATE TABLE feedback_attachments (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  object_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  erased_at TEXT
) STRICT;
CREATE INDEX feedback_attachments_by_feedback ON feedback_attachments (feedback_id, id);

-- What was made public or hidden, by whom and why, with the words shown.
CREATE TABLE feedback_moderation (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  reply_id INTEGER REFERENCES feedback_replies (id),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('published', 'hidden')),
  reason TEXT NOT NULL,
  shown TEXT
) STRICT;
CREATE INDEX feedback_moderation_by_feedback ON feedback_moderation (feedback_id, id);
CREATE TRIGGER feedback_moderation_is_append_only BEFORE UPDATE ON feedback_moderation
BEGIN
  SELECT raise(ABORT, 'moderation is append-only');
END;
CREATE TRIGGER feedback_moderation_is_kept BEFORE DELETE ON feedback_moderation
BEGIN
  SELECT raise(ABORT, 'moderation is append-only');
END;

-- `salt` and the key the client holds make the receipt again, so that a repeated request gets the same answer.
CREATE TABLE feedback_idempotency (
  key_digest TEXT PRIMARY KEY,
  payload_digest TEXT NOT NULL,
  salt TEXT NOT NULL,
  claim TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  due TEXT NOT NULL,
  feedback_id INTEGER REFERENCES feedback (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_idempotency_by_age ON feedback_idempotency (claimed_at);

-- Counts in fixed windows. A visitor is a keyed hash whose salt is thrown away after its day; no address is stored.
CREATE TABLE feedback_quotas (
  bucket TEXT NOT NULL,
  visitor TEXT NOT NULL,
  window INTEGER NOT NULL,
  used INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (bucket, visitor, window)
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_quotas_by_expiry ON feedback_quotas (expires_at);
CREATE TABLE feedback_salts (
  day TEXT PRIMARY KEY,
  salt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Generated once for this installation: signs forms and challenges, keys digests. Not what seals contact data in production.
CREATE TABLE feedback_secrets (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Clock rules and retention that differ from the defaults.
CREATE TABLE feedback_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

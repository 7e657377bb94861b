-- The table is made anew: which kinds there are is the code's to say (feedback/kind.ts), and whether a matter is confidential
-- is a property of its row. Every column that older code reads or writes is there again.
PRAGMA defer_foreign_keys = on;
CREATE TABLE feedback_before AS SELECT * FROM feedback;
DROP TABLE feedback;
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  receipt_sha256 TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  -- Keyed digest of the words alone, to show staff what was sent more than once. Random where the matter is confidential.
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
  -- For the supervisors alone: never counted, never public, told without number or bureau.
  confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
  -- Until this instant the supervisors alone see it, and it can still become confidential; null where it is not held.
  held_until TEXT,
  -- JSON array of the keys to which the words were sealed; null where they are in clear.
  sealed_to TEXT CHECK (sealed_to IS NULL OR json_valid(sealed_to)),
  -- Public key whose private half follows from the receipt, so that answers can be sealed to the author.
  author_key TEXT,
  CHECK (confidential = 0 OR publication = 'private'),
  CHECK (publication <> 'published' OR (consent = 1 AND public_text IS NOT NULL))
) STRICT;
INSERT INTO feedback (id, receipt_sha256, kind, title, text, text_digest, about_bureau_id, report_id, revision, section,
  section_heading, anchor, quote, bureau_id, submitted_at, status, waiting, round, extended, transfers, overdue, draft_by,
  rated, consent, publication, reply_public, corrected, reopen_until, clock_from, due, deadlines, answered_at, settled_at,
  was_overdue, correction_revision, public_title, public_text, published_at, contact_key, contact_box, erased_at, seq,
  confidential)
SELECT id, receipt_sha256, kind, title, text, text_digest, about_bureau_id, report_id, revision, section,
  section_heading, anchor, quote, bureau_id, submitted_at, status, waiting, round, extended, transfers, overdue, draft_by,
  rated, consent, publication, reply_public, corrected, reopen_until, clock_from, due, deadlines, answered_at, settled_at,
  was_overdue, correction_revision, public_title, public_text, published_at, contact_key, contact_box, erased_at, seq,
  kind = 'denunciation'
FROM feedback_before;
DROP TABLE feedback_before;

CREATE INDEX feedback_queue ON feedback (bureau_id, due) WHERE status IN ('submitted', 'accepted', 'in_progress');
CREATE INDEX feedback_due ON feedback (due) WHERE status IN ('submitted', 'accepted', 'in_progress') AND overdue = 0;
CREATE INDEX feedback_open ON feedback (due, id) WHERE status IN ('submitted', 'accepted', 'in_progress');
CREATE INDEX feedback_public ON feedback (published_at, id) WHERE publication = 'published';
CREATE INDEX feedback_public_bureau ON feedback (bureau_id, published_at) WHERE publication = 'published';
CREATE INDEX feedback_by_report ON feedback (report_id, section);
CREATE INDEX feedback_by_digest ON feedback (text_digest);
CREATE INDEX feedback_by_update ON feedback (submitted_at, id);
CREATE INDEX feedback_retention ON feedback (settled_at) WHERE settled_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX feedback_to_publish ON feedback (due, id)
  WHERE consent = 1 AND publication = 'private' AND confidential = 0;
CREATE INDEX feedback_held ON feedback (held_until) WHERE held_until IS NOT NULL;

-- What was submitted is altered once at most: when it is sealed.
CREATE TRIGGER feedback_originals_are_kept
BEFORE UPDATE OF kind, title, text, about_bureau_id, report_id, revision, section, section_heading, anchor, quote,
  submitted_at, receipt_sha256 ON feedback
WHEN NOT (old.sealed_to IS NULL AND new.sealed_to IS NOT NULL AND new.confidential = 1)
BEGIN
  SELECT raise(ABORT, 'what was submitted is never altered');
END;
CREATE TRIGGER feedback_stays_confidential BEFORE UPDATE OF confidential ON feedback
WHEN old.confidential = 1 AND new.confidential = 0
BEGIN
  SELECT raise(ABORT, 'what is confidential stays so');
END;
CREATE TRIGGER feedback_is_kept BEFORE DELETE ON feedback
BEGIN
  SELECT raise(ABORT, 'feedback is kept');
END;

CREATE TRIGGER feedback_is_counted AFTER INSERT ON feedback
WHEN new.report_id IS NOT NULL AND new.confidential = 0 AND new.held_until IS NULL
BEGIN
  UPDATE reports SET feedback_counts = (
    SELECT json_group_array(json_array(section, received, answered))
    FROM (
      SELECT section, count(*) AS received, sum(status IN ('answered', 'closed')) AS answered
      FROM feedback WHERE report_id = new.report_id AND confidential = 0 AND held_until IS NULL GROUP BY section
    )
  ) WHERE id = new.report_id;
END;
CREATE TRIGGER feedback_answers_are_counted AFTER UPDATE OF status, held_until, confidential ON feedback
WHEN new.report_id IS NOT NULL
  AND (new.status <> old.status OR new.held_until IS NOT old.held_until OR new.confidential <> old.confidential)
BEGIN
  UPDATE reports SET feedback_counts = (
    SELECT json_group_array(json_array(section, received, answered))
    FROM (
      SELECT section, count(*) AS received, sum(status IN ('answered', 'closed')) AS answered
      FROM feedback WHERE report_id = new.report_id AND confidential = 0 AND held_until IS NULL GROUP BY section
    )
  ) WHERE id = new.report_id;
END;
-- Code from before this migration does not say what is confidential.
CREATE TRIGGER feedback_kind_is_confidential AFTER INSERT ON feedback
WHEN new.kind = 'denunciation' AND new.confidential = 0
BEGIN
  UPDATE feedback SET confidential = 1 WHERE id = new.id;
END;

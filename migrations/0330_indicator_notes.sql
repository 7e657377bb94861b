-- What an editor decides of a figure that states an indicator: taken out of the series, or assigned to one. Readers see each with its reason.
CREATE TABLE indicator_notes (
  id TEXT PRIMARY KEY,
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id),
  -- The year of the report that states it, and its current revision when the note was made.
  stated_in INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('out', 'in')),
  indicator TEXT NOT NULL,
  year INTEGER NOT NULL,
  -- Where the figure stood; it is found again by its paragraph and words.
  section TEXT NOT NULL,
  anchor TEXT NOT NULL,
  start INTEGER NOT NULL,
  text TEXT NOT NULL,
  label TEXT NOT NULL,
  reason TEXT NOT NULL,
  role TEXT NOT NULL,
  made_by TEXT NOT NULL,
  at TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX indicator_notes_by_report ON indicator_notes (bureau_id, stated_in);
CREATE TRIGGER indicator_notes_stay BEFORE DELETE ON indicator_notes
BEGIN
  SELECT RAISE(ABORT, 'an editorial note is ended, never deleted');
END;
CREATE TRIGGER indicator_notes_are_ended_once BEFORE UPDATE ON indicator_notes
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.reason <> OLD.reason OR NEW.indicator <> OLD.indicator OR NEW.act <> OLD.act
BEGIN
  SELECT RAISE(ABORT, 'an editorial note is ended once and otherwise never altered');
END;

ALTER TABLE indicator_points ADD COLUMN note TEXT;
ALTER TABLE drafts ADD COLUMN point_notes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(point_notes));

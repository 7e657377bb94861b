-- What reports state of the indicators in search/indicators.json: a row a statement, of current revisions only. Derived from sections:
-- written with the revision, read again by the cron trigger when the rules change.
CREATE TABLE indicator_points (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  bureau_id INTEGER NOT NULL,
  stated_in INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  year INTEGER NOT NULL,
  value REAL,
  up_to REAL,
  approximate INTEGER NOT NULL DEFAULT 0,
  left_out TEXT,
  section TEXT NOT NULL,
  anchor TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  label TEXT NOT NULL,
  hidden INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicator_points_by_indicator ON indicator_points (indicator, hidden, bureau_id, year);
CREATE INDEX indicator_points_by_bureau ON indicator_points (bureau_id, hidden, indicator, year);

-- By which version of the rules the current revision of a report was read; 0: not yet.
CREATE TABLE indicator_reports (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id),
  reader INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX indicator_reports_by_reader ON indicator_reports (reader, report_id);
INSERT INTO indicator_reports (report_id) SELECT id FROM reports;
CREATE TRIGGER reports_are_read_for_indicators AFTER INSERT ON reports
BEGIN
  INSERT INTO indicator_reports (report_id) VALUES (NEW.id);
END;

-- How many points and bureaus each indicator has, for the list of all.
CREATE TABLE indicator_counts (
  indicator TEXT PRIMARY KEY,
  points INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TRIGGER indicator_points_are_counted AFTER INSERT ON indicator_points WHEN NEW.left_out IS NULL AND NEW.hidden = 0
BEGIN
  INSERT INTO indicator_counts (indicator, points) VALUES (NEW.indicator, 1)
    ON CONFLICT (indicator) DO UPDATE SET points = points + 1;
END;
CREATE TRIGGER deleted_indicator_points_are_not_counted AFTER DELETE ON indicator_points
WHEN OLD.left_out IS NULL AND OLD.hidden = 0
BEGIN
  UPDATE indicator_counts SET points = points - 1 WHERE indicator = OLD.indicator;
END;
CREATE TRIGGER hidden_indicator_points_are_not_counted AFTER UPDATE OF hidden ON indicator_points
WHEN OLD.left_out IS NULL AND OLD.hidden <> NEW.hidden
BEGIN
  UPDATE indicator_counts SET points = points + OLD.hidden - NEW.hidden WHERE indicator = NEW.indicator;
END;

CREATE TRIGGER withdrawn_reports_hide_indicator_points AFTER UPDATE OF status ON reports WHEN NEW.status <> OLD.status
BEGIN
  UPDATE indicator_points SET hidden = iif(NEW.status = 'withdrawn', 1, 0) WHERE report_id = NEW.id;
END;

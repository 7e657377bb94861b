-- What reports state of the indicators in search/indicators.json: a row a statement, of current revisions only. Derived from sections:
-- written with the revision, read again by the cron trigger when the rules change.
CREATE TABLE indicator_points (
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id),
  stated_in INTEGER NOT NULL,
  position INTEGER NOT NULL,
  indicator TEXT NOT NULL,
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
  PRIMARY KEY (bureau_id, stated_in, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicator_points_by_indicator ON indicator_points (indicator, bureau_id, year);

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

-- How many points each indicator has, for the list of all: {indicator: points}. One row, so that a publication writes one.
CREATE TABLE indicator_counts (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  points TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(points))
) STRICT;
INSERT INTO indicator_counts (id) VALUES (1);

-- A report that was read adds its points to the counts; one that is to be read again loses them. So a publication sends two statements.
CREATE TRIGGER indicators_of_a_report_are_counted AFTER UPDATE OF reader ON indicator_reports WHEN NEW.reader > 0
BEGIN
  UPDATE indicator_counts SET points = json_patch(points, (
    SELECT json_group_object(p.indicator, coalesce(points ->> p.indicator, 0) + p.n)
    FROM (SELECT i.indicator, count(*) AS n FROM reports r
            JOIN indicator_points i ON i.bureau_id = r.bureau_id AND i.stated_in = r.year
          WHERE r.id = NEW.report_id AND i.left_out IS NULL AND i.hidden = 0 GROUP BY i.indicator) p));
END;
CREATE TRIGGER indicators_of_a_report_are_forgotten AFTER UPDATE OF reader ON indicator_reports
WHEN NEW.reader = 0 AND OLD.reader > 0
BEGIN
  UPDATE indicator_counts SET points = json_patch(points, (
    SELECT json_group_object(p.indicator, coalesce(points ->> p.indicator, 0) - p.n)
    FROM (SELECT i.indicator, count(*) AS n FROM reports r
            JOIN indicator_points i ON i.bureau_id = r.bureau_id AND i.stated_in = r.year
          WHERE r.id = NEW.report_id AND i.left_out IS NULL AND i.hidden = 0 GROUP BY i.indicator) p));
  DELETE FROM indicator_points WHERE (bureau_id, stated_in) IN (SELECT bureau_id, year FROM reports WHERE id = NEW.report_id);
END;
CREATE TRIGGER a_corrected_report_is_read_again AFTER UPDATE OF current_revision ON reports
BEGIN
  UPDATE indicator_reports SET reader = 0 WHERE report_id = NEW.id;
END;

CREATE TRIGGER withdrawn_reports_hide_indicator_points AFTER UPDATE OF status ON reports WHEN NEW.status <> OLD.status
BEGIN
  UPDATE indicator_counts SET points = json_patch(points, (
    SELECT json_group_object(p.indicator, coalesce(points ->> p.indicator, 0) + iif(NEW.status = 'withdrawn', -p.n, p.n))
    FROM (SELECT indicator, count(*) AS n FROM indicator_points
          WHERE bureau_id = NEW.bureau_id AND stated_in = NEW.year AND left_out IS NULL GROUP BY indicator) p));
  UPDATE indicator_points SET hidden = iif(NEW.status = 'withdrawn', 1, 0)
  WHERE bureau_id = NEW.bureau_id AND stated_in = NEW.year;
END;

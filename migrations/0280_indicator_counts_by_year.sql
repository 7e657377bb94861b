-- How many points each indicator has in each year, {indicator: {year: points}}, beside their sum: a small line in the list of all.
ALTER TABLE indicator_counts ADD COLUMN by_year TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(by_year));

DROP TRIGGER indicators_of_a_report_are_counted;
DROP TRIGGER indicators_of_a_report_are_forgotten;
DROP TRIGGER withdrawn_reports_hide_indicator_points;

CREATE TRIGGER indicators_of_a_report_are_counted AFTER UPDATE OF reader ON indicator_reports WHEN NEW.reader > 0
BEGIN
  UPDATE indicator_counts SET
    points = json_patch(points, (
      SELECT json_group_object(p.indicator, coalesce(points ->> p.indicator, 0) + p.n)
      FROM (SELECT i.indicator, count(*) AS n FROM reports r
              JOIN indicator_points i ON i.bureau_id = r.bureau_id AND i.stated_in = r.year
            WHERE r.id = NEW.report_id AND i.left_out IS NULL AND i.hidden = 0 GROUP BY i.indicator) p)),
    by_year = json_patch(by_year, (
      SELECT json_group_object(p.indicator, json(p.years))
      FROM (SELECT y.indicator, json_group_object(y.year, coalesce(by_year -> y.indicator ->> CAST(y.year AS TEXT), 0) + y.n) AS years
            FROM (SELECT i.indicator, i.year, count(*) AS n FROM reports r
                    JOIN indicator_points i ON i.bureau_id = r.bureau_id AND i.stated_in = r.year
                  WHERE r.id = NEW.report_id AND i.left_out IS NULL AND i.hidden = 0 GROUP BY i.indicator, i.year) y
            GROUP BY y.indicator) p));
END;
CREATE TRIGGER indicators_of_a_report_are_forgotten AFTER UPDATE OF reader ON indicator_reports
WHEN NEW.reader = 0 AND OLD.reader > 0
BEGIN
  UPDATE indicator_counts SET
    points = json_patch(points, (
      SELECT json_group_object(p.indicator, coalesce(points ->> p.indicator, 0) - p.n)
      FROM (SELECT i.indicator, count(*) AS n FROM reports r
              JOIN indicator_points i ON i.bureau_id = r.bureau_id AND i.stated_in = r.year
            WHERE r.id = NEW.report_id AND i.left_out IS NULL AND i.hidden = 0 GROUP BY i.indicator) p)),
    by_year = json_patch(by_year, (
      SELECT json_group_object(p.indicator, json(p.years))
      FROM (SELECT y.indicator, json_group_object(y.year, coalesce(by_year -> y.indicator ->> CAST(y.year AS TEXT), 0) - y.n) AS years
            FROM (SELECT i.indicator, i.year, count(*) AS n FROM reports r
                    JOIN indicator_points i ON i.bureau_id = r.bureau_id AND i.stated_in = r.year
                  WHERE r.id = NEW.report_id AND i.left_out IS NULL AND i.hidden = 0 GROUP BY i.indicator, i.year) y
            GROUP BY y.indicator) p));
  DELETE FROM indicator_points WHERE (bureau_id, stated_in) IN (SELECT bureau_id, year FROM reports WHERE id = NEW.report_id);
END;
CREATE TRIGGER withdrawn_reports_hide_indicator_points AFTER UPDATE OF status ON reports WHEN NEW.status <> OLD.status
BEGIN
  UPDATE indicator_counts SET
    points = json_patch(points, (
      SELECT json_group_object(p.indicator, coalesce(points ->> p.indicator, 0) + iif(NEW.status = 'withdrawn', -p.n, p.n))
      FROM (SELECT indicator, count(*) AS n FROM indicator_points
            WHERE bureau_id = NEW.bureau_id AND stated_in = NEW.year AND left_out IS NULL GROUP BY indicator) p)),
    by_year = json_patch(by_year, (
      SELECT json_group_object(p.indicator, json(p.years))
      FROM (SELECT y.indicator, json_group_object(y.year,
              coalesce(by_year -> y.indicator ->> CAST(y.year AS TEXT), 0) + iif(NEW.status = 'withdrawn', -y.n, y.n)) AS years
            FROM (SELECT indicator, year, count(*) AS n FROM indicator_points
                  WHERE bureau_id = NEW.bureau_id AND stated_in = NEW.year AND left_out IS NULL GROUP BY indicator, year) y
            GROUP BY y.indicator) p));
  UPDATE indicator_points SET hidden = iif(NEW.status = 'withdrawn', 1, 0)
  WHERE bureau_id = NEW.bureau_id AND stated_in = NEW.year;
END;

-- What is kept already is counted once.
UPDATE indicator_counts SET by_year = (
  SELECT json_group_object(p.indicator, json(p.years))
  FROM (SELECT y.indicator, json_group_object(y.year, y.n) AS years
        FROM (SELECT indicator, year, count(*) AS n FROM indicator_points WHERE left_out IS NULL AND hidden = 0 GROUP BY indicator, year) y
        GROUP BY y.indicator) p);

-- What pages tell of the whole archive, kept by triggers so that no page counts a table: derived, rebuilt by `npm run doctor -- --repair`.
CREATE TABLE archive_counts (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  bureaus INTEGER NOT NULL,
  demo_bureaus INTEGER NOT NULL,
  revisions INTEGER NOT NULL
) STRICT;
INSERT INTO archive_counts (id, bureaus, demo_bureaus, revisions)
SELECT 1, (SELECT count(*) FROM bureaus), (SELECT count(*) FROM bureaus WHERE demo = 1), (SELECT count(*) FROM revisions);

-- Reports of a year; `begun`: bureaus whose first report is of this year.
CREATE TABLE year_counts (
  year INTEGER PRIMARY KEY,
  published INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  begun INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO year_counts (year, published, withdrawn, begun)
SELECT r.year, sum(r.status = 'published'), sum(r.status = 'withdrawn'),
  sum(NOT EXISTS (SELECT 1 FROM reports e WHERE e.bureau_id = r.bureau_id AND e.year < r.year))
FROM reports r GROUP BY r.year;

CREATE TRIGGER bureaus_are_counted AFTER INSERT ON bureaus
BEGIN
  UPDATE archive_counts SET bureaus = bureaus + 1, demo_bureaus = demo_bureaus + NEW.demo WHERE id = 1;
END;
CREATE TRIGGER demo_bureaus_are_counted AFTER UPDATE OF demo ON bureaus WHEN NEW.demo <> OLD.demo
BEGIN
  UPDATE archive_counts SET demo_bureaus = demo_bureaus + NEW.demo - OLD.demo WHERE id = 1;
END;
CREATE TRIGGER revisions_are_counted AFTER INSERT ON revisions
BEGIN
  UPDATE archive_counts SET revisions = revisions + 1 WHERE id = 1;
END;

CREATE TRIGGER reports_are_counted AFTER INSERT ON reports
BEGIN
  INSERT INTO year_counts (year, published, withdrawn)
  VALUES (NEW.year, NEW.status = 'published', NEW.status = 'withdrawn')
  ON CONFLICT (year) DO UPDATE SET
    published = published + excluded.published, withdrawn = withdrawn + excluded.withdrawn;
  UPDATE year_counts SET begun = begun - 1
  WHERE NOT EXISTS (SELECT 1 FROM reports WHERE bureau_id = NEW.bureau_id AND year < NEW.year)
    AND year = (SELECT min(year) FROM reports WHERE bureau_id = NEW.bureau_id AND year > NEW.year);
  UPDATE year_counts SET begun = begun + 1
  WHERE year = NEW.year AND NOT EXISTS (SELECT 1 FROM reports WHERE bureau_id = NEW.bureau_id AND year < NEW.year);
END;
CREATE TRIGGER withdrawn_reports_are_counted AFTER UPDATE OF status ON reports WHEN NEW.status <> OLD.status
BEGIN
  UPDATE year_counts SET
    published = published + (NEW.status = 'published') - (OLD.status = 'published'),
    withdrawn = withdrawn + (NEW.status = 'withdrawn') - (OLD.status = 'withdrawn')
  WHERE year = NEW.year;
END;

-- Lists run from the newest year on; an import asks which files the archive has.
DROP INDEX reports_by_year;
CREATE INDEX reports_by_year ON reports (year DESC, bureau_id);
CREATE INDEX revisions_by_file ON revisions (file_sha256);

-- What each revision states in numbers, packed into one value (src/figures/pack.ts), by which version of the reader
-- (0: not yet), and how many of its figures do not agree. Derived: a page without a row reads the sections instead.
CREATE TABLE revision_figures (
  revision_id INTEGER PRIMARY KEY REFERENCES revisions (id),
  reader INTEGER NOT NULL DEFAULT 0,
  to_check INTEGER,
  packed TEXT
) STRICT;
CREATE INDEX revision_figures_by_reader ON revision_figures (reader);

-- Whoever publishes, the cron trigger finds what was not read.
CREATE TRIGGER figures_are_to_be_read AFTER INSERT ON revisions
BEGIN
  INSERT INTO revision_figures (revision_id) VALUES (NEW.id);
END;
INSERT INTO revision_figures (revision_id, to_check)
  SELECT v.id, json_array_length(c.doubts) FROM revisions v LEFT JOIN figure_checks c ON c.revision_id = v.id AND c.reader > 0;

-- The release before this one reads `figures` and `figure_checks`, so they stay, unused, until the next migration of
-- figures drops them with this trigger; going back, it finds here which revisions it has still to read.
CREATE TRIGGER figures_are_unread_by_the_release_before AFTER UPDATE OF packed ON revision_figures
WHEN NOT EXISTS (SELECT 1 FROM figure_checks WHERE revision_id = NEW.revision_id)
BEGIN
  INSERT INTO figure_checks (revision_id, reader) VALUES (NEW.revision_id, 0);
END;

-- Sections and characters of current revisions of published reports: what an index outside the database must hold.
ALTER TABLE archive_counts ADD COLUMN sections INTEGER NOT NULL DEFAULT 0;
ALTER TABLE archive_counts ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;
UPDATE archive_counts SET (sections, characters) = (
  SELECT coalesce(sum(v.section_count), 0), coalesce(sum(v.character_count), 0) FROM reports r
    JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision WHERE r.status = 'published');

-- A publication moves the report to its new revision first and inserts the revision after.
CREATE TRIGGER superseded_sections_are_counted AFTER UPDATE OF current_revision ON reports
WHEN NEW.current_revision <> OLD.current_revision AND OLD.status = 'published'
BEGIN
  UPDATE archive_counts SET sections = sections - v.section_count, characters = characters - v.character_count
  FROM (SELECT section_count, character_count FROM revisions WHERE report_id = OLD.id AND number = OLD.current_revision) v
  WHERE id = 1;
END;
CREATE TRIGGER current_sections_are_counted AFTER INSERT ON revisions
WHEN EXISTS (SELECT 1 FROM reports
  WHERE id = NEW.report_id AND current_revision = NEW.number AND status = 'published')
BEGIN
  UPDATE archive_counts SET sections = sections + NEW.section_count, characters = characters + NEW.character_count
  WHERE id = 1;
END;
CREATE TRIGGER withdrawn_sections_are_counted AFTER UPDATE OF status ON reports WHEN NEW.status <> OLD.status
BEGIN
  UPDATE archive_counts SET
    sections = sections + ((NEW.status = 'published') - (OLD.status = 'published')) * v.section_count,
    characters = characters + ((NEW.status = 'published') - (OLD.status = 'published')) * v.character_count
  FROM (SELECT section_count, character_count FROM revisions WHERE report_id = NEW.id AND number = NEW.current_revision) v
  WHERE id = 1;
END;

-- Bureaus and what each has published, fifty to a row, so that lists of them read a row for fifty. Derived, kept by triggers,
-- rebuilt by `npm run doctor -- --repair`. {bureau id: {slug, name, shortName, demo, reports: {year: [current revision,
-- negative while withdrawn; its id; its sections]}}}
CREATE TABLE bureau_directory (
  block INTEGER PRIMARY KEY,
  bureaus TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(bureaus))
) STRICT;
INSERT INTO bureau_directory (block, bureaus)
SELECT b.id / 50, json_group_object(CAST(b.id AS TEXT), json_object(
  'slug', b.slug, 'name', b.name, 'shortName', b.short_name, 'demo', b.demo, 'reports', json((
    SELECT json_group_object(CAST(r.year AS TEXT),
      json_array(iif(r.status = 'withdrawn', -1, 1) * r.current_revision, v.id, v.section_count))
    FROM reports r JOIN revisions v ON v.report_id = r.id AND v.number = r.current_revision WHERE r.bureau_id = b.id))))
FROM bureaus b GROUP BY b.id / 50;

CREATE TRIGGER bureaus_are_in_the_directory AFTER INSERT ON bureaus
BEGIN
  INSERT INTO bureau_directory (block) VALUES (NEW.id / 50) ON CONFLICT (block) DO NOTHING;
  UPDATE bureau_directory SET bureaus = json_set(bureaus, '$."' || NEW.id || '"', json_object(
    'slug', NEW.slug, 'name', NEW.name, 'shortName', NEW.short_name, 'demo', NEW.demo, 'reports', json('{}')))
  WHERE block = NEW.id / 50;
END;
CREATE TRIGGER renamed_bureaus_are_in_the_directory AFTER UPDATE OF slug, name, short_name, demo ON bureaus
BEGIN
  UPDATE bureau_directory SET bureaus = json_set(bureaus, '$."' || NEW.id || '".slug', NEW.slug,
    '$."' || NEW.id || '".name', NEW.name, '$."' || NEW.id || '".shortName', NEW.short_name,
    '$."' || NEW.id || '".demo', NEW.demo)
  WHERE block = NEW.id / 50;
END;

-- A publication moves the report to its new revision first and inserts the revision after.
CREATE TRIGGER current_revisions_are_in_the_directory AFTER INSERT ON revisions
WHEN NEW.number = (SELECT current_revision FROM reports WHERE id = NEW.report_id)
BEGIN
  UPDATE bureau_directory SET bureaus = json_set(bureaus, '$."' || r.bureau_id || '".reports."' || r.year || '"',
    json_array(iif(r.status = 'withdrawn', -1, 1) * NEW.number, NEW.id, NEW.section_count))
  FROM (SELECT bureau_id, year, status FROM reports WHERE id = NEW.report_id) r
  WHERE block = r.bureau_id / 50;
END;
CREATE TRIGGER withdrawn_reports_are_in_the_directory AFTER UPDATE OF status ON reports WHEN NEW.status <> OLD.status
BEGIN
  UPDATE bureau_directory SET bureaus = json_set(bureaus, '$."' || NEW.bureau_id || '".reports."' || NEW.year || '"[0]',
    iif(NEW.status = 'withdrawn', -1, 1) * NEW.current_revision)
  WHERE block = NEW.bureau_id / 50;
END;

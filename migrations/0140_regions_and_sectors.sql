-- Where a bureau is and what it does, as the publisher says; NULL where nobody said. Lists and searches can be limited to
-- either. The search index needs no new rows: a region or a sector stands for the bureaus that have it.
ALTER TABLE bureaus ADD COLUMN region TEXT CHECK (region <> '');
ALTER TABLE bureaus ADD COLUMN sector TEXT CHECK (sector <> '');

-- A bureau without them stays in the directory as it was.
DROP TRIGGER bureaus_are_in_the_directory;
CREATE TRIGGER bureaus_are_in_the_directory AFTER INSERT ON bureaus
BEGIN
  INSERT INTO bureau_directory (block) VALUES (NEW.id / 50) ON CONFLICT (block) DO NOTHING;
  UPDATE bureau_directory SET bureaus = json_set(bureaus, '$."' || NEW.id || '"', json_patch(json_object(
    'slug', NEW.slug, 'name', NEW.name, 'shortName', NEW.short_name, 'demo', NEW.demo, 'reports', json('{}')),
    json_object('region', NEW.region, 'sector', NEW.sector)))
  WHERE block = NEW.id / 50;
END;
CREATE TRIGGER regions_and_sectors_are_in_the_directory AFTER UPDATE OF region, sector ON bureaus
BEGIN
  UPDATE bureau_directory SET bureaus = json_patch(bureaus, json_object(CAST(NEW.id AS TEXT),
    json_object('region', NEW.region, 'sector', NEW.sector)))
  WHERE block = NEW.id / 50;
END;

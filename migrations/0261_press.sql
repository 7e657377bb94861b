-- Where a report was used or discussed: recorded by staff, or suggested by anyone and accepted by staff. Nothing about who
-- suggested it is kept.
CREATE TABLE press (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('suggested', 'accepted', 'refused', 'removed')),
  title TEXT NOT NULL,
  medium TEXT NOT NULL,
  -- The day on which it was published, in Beijing.
  day TEXT NOT NULL,
  address TEXT NOT NULL,
  archived TEXT,
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id),
  report_id INTEGER REFERENCES reports (id),
  section TEXT,
  anchor TEXT,
  -- The four above as one text, so that the same use stands once.
  passage TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- Null where a reader suggested it.
  recorded_by TEXT,
  decided_at TEXT,
  decided_by TEXT,
  reason TEXT,
  CHECK (section IS NULL OR report_id IS NOT NULL),
  CHECK (anchor IS NULL OR section IS NOT NULL),
  CHECK ((state = 'suggested') = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX press_once ON press (address, passage) WHERE state IN ('suggested', 'accepted');
CREATE INDEX press_by_state ON press (state, decided_at, id);
CREATE INDEX press_waiting ON press (created_at) WHERE state = 'suggested';
CREATE INDEX press_of_bureau ON press (bureau_id, decided_at) WHERE state = 'accepted';
CREATE INDEX press_of_report ON press (report_id, day) WHERE state = 'accepted' AND report_id IS NOT NULL;

-- The newest of them stand in the report's own row, [[section, anchor, title, medium, day, address], …], so that its page
-- reads no row more; triggers keep it.
ALTER TABLE reports ADD COLUMN press TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(press));

CREATE TRIGGER press_is_listed AFTER INSERT ON press
WHEN new.report_id IS NOT NULL AND new.state = 'accepted'
BEGIN
  UPDATE reports SET press = (
    SELECT json_group_array(json_array(section, anchor, title, medium, day, address))
    FROM (SELECT * FROM press WHERE report_id = new.report_id AND state = 'accepted' ORDER BY day DESC, id LIMIT 20)
  ) WHERE id = new.report_id;
END;

CREATE TRIGGER press_decisions_are_listed AFTER UPDATE OF state ON press
WHEN new.report_id IS NOT NULL AND new.state <> old.state
BEGIN
  UPDATE reports SET press = (
    SELECT json_group_array(json_array(section, anchor, title, medium, day, address))
    FROM (SELECT * FROM press WHERE report_id = new.report_id AND state = 'accepted' ORDER BY day DESC, id LIMIT 20)
  ) WHERE id = new.report_id;
END;

-- Where a revision promises truth and public supervision, found when it is published. A revision that was read and
-- promises nothing has a row without a quote; one published before this table has none until it is read.
CREATE TABLE promises (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  revision INTEGER NOT NULL,
  section TEXT,
  anchor TEXT,
  quote TEXT,
  status TEXT NOT NULL CHECK (status IN ('none', 'found', 'confirmed', 'rejected')),
  decided_by TEXT,
  decided_at TEXT,
  PRIMARY KEY (report_id, revision),
  CHECK ((status = 'none') = (quote IS NULL)),
  CHECK ((quote IS NULL) = (section IS NULL) AND (quote IS NULL) = (anchor IS NULL)),
  CHECK ((status IN ('confirmed', 'rejected')) = (decided_by IS NOT NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX promises_by_status ON promises (status, decided_at);
CREATE TRIGGER promises_quote_the_revision
BEFORE UPDATE OF report_id, revision, section, anchor, quote ON promises
BEGIN
  SELECT raise(ABORT, 'a promise is quoted as it was found');
END;

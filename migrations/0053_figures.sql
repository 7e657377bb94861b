-- What each revision states in numbers, read from its text when it is published: derived, and made anew when the reader
-- of figures changes. A row a section; `list` is a JSON array, in the order of the text.
CREATE TABLE figures (
  revision_id INTEGER NOT NULL REFERENCES revisions (id),
  position INTEGER NOT NULL,
  section TEXT NOT NULL,
  heading TEXT NOT NULL,
  list TEXT NOT NULL CHECK (json_valid(list)),
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

-- By which version of the reader a revision was read (0: not yet), and which of its figures do not agree.
CREATE TABLE figure_checks (
  revision_id INTEGER PRIMARY KEY REFERENCES revisions (id),
  reader INTEGER NOT NULL,
  figures INTEGER NOT NULL DEFAULT 0,
  doubts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts))
) STRICT;
CREATE INDEX figure_checks_by_reader ON figure_checks (reader, revision_id);
INSERT INTO figure_checks (revision_id, reader) SELECT id, 0 FROM revisions;

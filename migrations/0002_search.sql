-- Derived from `sections`: dropped and rebuilt at will by `npm run reindex`. Row ids are section ids.
-- `sections_fts`: one token per character (bigrams of folded text) of every current revision; `sections_chars`: which
-- characters a section holds at all. `history_*`: the same for superseded revisions.
CREATE VIRTUAL TABLE sections_fts USING fts5(body, content='', contentless_delete=1, tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE sections_chars USING fts5(body, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE history_fts USING fts5(body, content='', contentless_delete=1, tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE history_chars USING fts5(body, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE sections_terms USING fts5vocab(sections_fts, row);
CREATE VIRTUAL TABLE sections_char_terms USING fts5vocab(sections_chars, row);

-- What a result shows beside its text, one row a revision: outline is, by position,
-- [[headings above], [standard sections it belongs to]], or 0 where both are empty.
CREATE TABLE search_outlines (
  revision_id INTEGER PRIMARY KEY REFERENCES revisions (id),
  report_id INTEGER NOT NULL REFERENCES reports (id),
  bureau_id INTEGER NOT NULL REFERENCES bureaus (id),
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  outline TEXT NOT NULL CHECK (json_valid(outline))
) STRICT;
CREATE INDEX search_outlines_by_report ON search_outlines (report_id);

-- One row: what a search must know of every bureau, read whole.
CREATE TABLE search_catalog (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  bureaus TEXT NOT NULL CHECK (json_valid(bureaus)),
  -- {term: sections that hold it} of frequent terms, which FTS5 would count anew for every search.
  frequent TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(frequent)),
  first_section INTEGER NOT NULL DEFAULT 0,
  last_section INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO search_catalog (id, bureaus) VALUES (1, '[]');

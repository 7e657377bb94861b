-- The year from which on reports are in the full-text index whole; earlier ones are in it by their headings only. 0: all
-- are whole. `full_text_from` is said of the tables in use, `next_full_text_from` of those being built beside them since
-- `next_started_at`; each is set in the batch that makes it true.
ALTER TABLE search_catalog ADD COLUMN full_text_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE search_catalog ADD COLUMN next_full_text_from INTEGER;
ALTER TABLE search_catalog ADD COLUMN next_started_at TEXT;

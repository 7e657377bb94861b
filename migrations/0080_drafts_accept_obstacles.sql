-- Codes of what stops a publication and was accepted by whoever set its time (JSON array).
ALTER TABLE drafts ADD COLUMN accepted TEXT NOT NULL DEFAULT '[]';

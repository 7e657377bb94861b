-- A clock may stop while its author is waited for: the Beijing day on which it stopped, null while it runs, and how often in this round.
ALTER TABLE feedback ADD COLUMN stopped_on TEXT;
ALTER TABLE feedback ADD COLUMN stops INTEGER NOT NULL DEFAULT 0;
-- Which calendar its dates were last counted by; they are counted again when a newer one is known.
ALTER TABLE feedback ADD COLUMN calendar INTEGER NOT NULL DEFAULT 0;
CREATE INDEX feedback_by_calendar ON feedback (calendar, id) WHERE status IN ('submitted', 'accepted', 'in_progress', 'answered');
CREATE INDEX feedback_stopped ON feedback (stopped_on) WHERE stopped_on IS NOT NULL;

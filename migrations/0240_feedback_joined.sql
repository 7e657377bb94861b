-- A feedback with the same matter as another one is handled with it: what staff do to that one is done to this one too.
ALTER TABLE feedback ADD COLUMN joined_to INTEGER;
CREATE INDEX feedback_joined ON feedback (joined_to) WHERE joined_to IS NOT NULL;

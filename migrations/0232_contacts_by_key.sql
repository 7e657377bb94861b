-- How many boxes each key sealed, without reading every feedback.
CREATE INDEX feedback_by_contact_key ON feedback (contact_key) WHERE contact_key IS NOT NULL;

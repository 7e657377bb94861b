-- Up to which step of its history a person has read a feedback: what lies beyond is unread.
CREATE TABLE feedback_reads (
  email TEXT NOT NULL,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id),
  seq INTEGER NOT NULL,
  PRIMARY KEY (email, feedback_id)
) STRICT, WITHOUT ROWID;

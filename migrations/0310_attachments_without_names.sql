-- The name of an attachment could name its author. It keeps its place and its kind; a sealed one has no other name already.
UPDATE feedback_attachments
SET name = '附件' || (
    SELECT COUNT(*) FROM feedback_attachments AS earlier
    WHERE earlier.feedback_id = feedback_attachments.feedback_id AND earlier.id <= feedback_attachments.id
  ) || substr(object_key, instr(object_key, '.'))
WHERE type <> 'application/age';

-- What a report received: [[section or null, received, answered], …], denunciations apart. It stands in the report's own
-- row, so that its page reads no row more, and triggers keep it, so that no writer can forget it.
ALTER TABLE reports ADD COLUMN feedback_counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(feedback_counts));

UPDATE reports SET feedback_counts = (
  SELECT json_group_array(json_array(section, received, answered))
  FROM (
    SELECT section, count(*) AS received, sum(status IN ('answered', 'closed')) AS answered
    FROM feedback WHERE report_id = reports.id AND kind <> 'denunciation' GROUP BY section
  )
);

CREATE TRIGGER feedback_is_counted AFTER INSERT ON feedback
WHEN new.report_id IS NOT NULL AND new.kind <> 'denunciation'
BEGIN
  UPDATE reports SET feedback_counts = (
    SELECT json_group_array(json_array(section, received, answered))
    FROM (
      SELECT section, count(*) AS received, sum(status IN ('answered', 'closed')) AS answered
      FROM feedback WHERE report_id = new.report_id AND kind <> 'denunciation' GROUP BY section
    )
  ) WHERE id = new.report_id;
END;

CREATE TRIGGER feedback_answers_are_counted AFTER UPDATE OF status ON feedback
WHEN new.report_id IS NOT NULL AND new.kind <> 'denunciation' AND new.status <> old.status
BEGIN
  UPDATE reports SET feedback_counts = (
    SELECT json_group_array(json_array(section, received, answered))
    FROM (
      SELECT section, count(*) AS received, sum(status IN ('answered', 'closed')) AS answered
      FROM feedback WHERE report_id = new.report_id AND kind <> 'denunciation' GROUP BY section
    )
  ) WHERE id = new.report_id;
END;

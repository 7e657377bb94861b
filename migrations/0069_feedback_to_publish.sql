-- What its author agreed to publish and nobody has decided on: a short list for the supervisor, whatever became of the matter.
CREATE INDEX feedback_to_publish ON feedback (due, id)
  WHERE consent = 1 AND publication = 'private' AND kind <> 'denunciation';

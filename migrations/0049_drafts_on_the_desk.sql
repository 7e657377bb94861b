-- Drafts that still lie on the desk are listed apart from those that are settled.
CREATE INDEX drafts_on_the_desk ON drafts (updated_at) WHERE state IN ('open', 'scheduled');
CREATE INDEX drafts_published ON drafts (updated_at) WHERE state = 'published';

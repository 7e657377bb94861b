-- Lists go by state (0049) or by owner.
DROP INDEX drafts_by_update;

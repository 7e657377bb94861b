-- One indicator across bureaus and years is read from its index alone: a row a point, where the index and the table were two.
-- The index holds every column of a point, so a column that is added later belongs into it.
DROP INDEX indicator_points_by_indicator;
CREATE INDEX indicator_points_by_indicator ON indicator_points (
  indicator, bureau_id, year, stated_in, position, hidden, revision, value, up_to, approximate, left_out, section, anchor, start, "end",
  text, label, note
);

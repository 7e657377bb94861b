-- How many others have met the same matter (我也遇到). A count, and nothing of anybody.
ALTER TABLE feedback ADD COLUMN supports INTEGER NOT NULL DEFAULT 0;

-- The last time somebody or a job did something with it; of older imports the days that are there say as much.
ALTER TABLE imports ADD COLUMN touched_at TEXT;
-- When what its rows said was emptied, or the import given up: from then on there is nothing to undo.
ALTER TABLE imports ADD COLUMN forgotten_at TEXT;
-- Rows that are many are judged anew, emptied or deleted in slices: up to this number it is done. NULL: nothing is under way.
ALTER TABLE imports ADD COLUMN swept_to BIGINT;

-- When somebody arrived, by the clock at the door; NULL when it was written down another day, and for rows from before.
ALTER TABLE attendances ADD COLUMN arrived_at TEXT;
-- Who told it: keeper (of the meeting), own (its representative, signed in), code (whoever had the day's code).
ALTER TABLE attendances ADD COLUMN teller TEXT NOT NULL DEFAULT 'keeper' CHECK (teller IN ('keeper', 'own', 'code'));
-- What a breakout group arrived at, and who told it.
ALTER TABLE breakout_groups ADD COLUMN reporter TEXT NOT NULL DEFAULT '';
ALTER TABLE breakout_groups ADD COLUMN result TEXT NOT NULL DEFAULT '';

-- Who directs the agency or keeps its secretariat, and who operates the server, signs in with a second factor too.
ALTER TABLE agencies ADD COLUMN demands_second_factor BOOLEAN NOT NULL DEFAULT FALSE;

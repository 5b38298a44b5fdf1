-- Answers of which nobody can tell whose they are (docs/decisions/0120-anonymous-answers.md).
ALTER TABLE surveys DROP CONSTRAINT surveys_answered_by;
ALTER TABLE surveys ADD CONSTRAINT surveys_answered_by CHECK (answered_by IN ('organization', 'person', 'anonymous'));
ALTER TABLE surveys ADD COLUMN counted_at TEXT; -- the ballots were opened, or destroyed because they were too few

-- Sealed until the survey is over. No time, nobody's name, an id that says nothing: only how many there are.
CREATE TABLE survey_ballots (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  sealed TEXT NOT NULL,
  CONSTRAINT survey_ballots_key PRIMARY KEY (id),
  CONSTRAINT survey_ballots_survey FOREIGN KEY (survey_id) REFERENCES surveys (id)
);
CREATE INDEX survey_ballots_of_survey ON survey_ballots (survey_id, id);

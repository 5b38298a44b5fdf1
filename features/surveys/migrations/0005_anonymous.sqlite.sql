-- As 0005_anonymous.postgres.sql says; SQLite changes a CHECK only by making the table anew.
CREATE TABLE surveys_anew (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  intro_es TEXT NOT NULL,
  intro_en TEXT NOT NULL,
  opens_on TEXT NOT NULL, -- first and last day of answers, at the alliance
  closes_on TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  template TEXT NOT NULL, -- its code; '': none
  state TEXT NOT NULL,
  live_version BIGINT NOT NULL, -- of the questionnaire, in which new answers are given
  reminders BIGINT NOT NULL DEFAULT 0, -- rounds that were asked for
  job_id BIGINT NOT NULL DEFAULT 0,
  opened_at TEXT,
  closed_at TEXT,
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  design_version BIGINT NOT NULL DEFAULT 0,
  counted_at TEXT, -- of an anonymous one: the ballots were opened, or destroyed because they were too few
  CONSTRAINT surveys_key PRIMARY KEY (id),
  CONSTRAINT surveys_title UNIQUE (alliance_id, title_folded),
  CONSTRAINT surveys_answered_by CHECK (answered_by IN ('organization', 'person', 'anonymous')),
  CONSTRAINT surveys_state CHECK (state IN ('draft', 'open', 'closed')),
  CONSTRAINT surveys_days CHECK (opens_on <= closes_on)
);
INSERT INTO surveys_anew (id, agency_id, alliance_id, title_es, title_en, title_folded, intro_es, intro_en, opens_on, closes_on,
    answered_by, template, state, live_version, reminders, job_id, opened_at, closed_at, version, created_by, created_at,
    design_version)
  SELECT id, agency_id, alliance_id, title_es, title_en, title_folded, intro_es, intro_en, opens_on, closes_on, answered_by,
    template, state, live_version, reminders, job_id, opened_at, closed_at, version, created_by, created_at, design_version
  FROM surveys;
DROP TABLE surveys;
ALTER TABLE surveys_anew RENAME TO surveys;

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

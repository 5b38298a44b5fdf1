-- Who may read the result book of a survey; no row: the offices alone.
CREATE TABLE result_books (
  survey_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  audience TEXT NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_at TEXT NOT NULL,
  CONSTRAINT result_books_key PRIMARY KEY (survey_id),
  CONSTRAINT result_books_audience CHECK (audience IN ('offices', 'members'))
);
CREATE INDEX result_books_of_alliance ON result_books (alliance_id, audience, survey_id);

-- What was said about a question, or about the whole book (question_code '').
CREATE TABLE result_notes (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  question_code TEXT NOT NULL,
  audience TEXT NOT NULL,
  text TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  written_by BIGINT NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT result_notes_key PRIMARY KEY (id),
  CONSTRAINT result_notes_audience CHECK (audience IN ('offices', 'members'))
);
CREATE INDEX result_notes_of_survey ON result_notes (survey_id, id);

-- What was agreed on from the results. Never rewritten: a correction is another edition.
CREATE TABLE result_consensuses (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  agreed_on TEXT NOT NULL,
  meeting_id BIGINT NOT NULL, -- 0: none
  text TEXT NOT NULL,
  correction TEXT NOT NULL, -- why there is another edition
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT result_consensuses_key PRIMARY KEY (id),
  CONSTRAINT result_consensuses_edition UNIQUE (survey_id, edition)
);
CREATE INDEX result_consensuses_of_alliance ON result_consensuses (alliance_id, survey_id, edition);

-- The goals and themes of one edition that are to become committees, in their order.
CREATE TABLE result_themes (
  consensus_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  goal BIGINT NOT NULL, -- 1 to 17; 0: a theme in words
  name TEXT NOT NULL,
  CONSTRAINT result_themes_key PRIMARY KEY (consensus_id, place),
  CONSTRAINT result_themes_consensus FOREIGN KEY (consensus_id) REFERENCES result_consensuses (id),
  CONSTRAINT result_themes_goal CHECK (goal BETWEEN 0 AND 17)
);

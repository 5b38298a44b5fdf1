-- The questionnaire that is designed beside the live one; 0: none. Of a draft survey the live one itself is designed.
ALTER TABLE surveys ADD COLUMN design_version BIGINT NOT NULL DEFAULT 0;

-- Since when answers are given in it.
ALTER TABLE survey_versions ADD COLUMN used_at TEXT;
UPDATE survey_versions SET used_at = (SELECT s.opened_at FROM surveys s WHERE s.id = survey_versions.survey_id AND s.live_version = survey_versions.id);

-- The version in which the draft was written last; what was sent stays in version_id. 0: the same.
ALTER TABLE survey_responses ADD COLUMN draft_version BIGINT NOT NULL DEFAULT 0;

-- In which version of the questionnaire each edition was sent.
CREATE TABLE survey_editions (
  response_id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  CONSTRAINT survey_editions_key PRIMARY KEY (response_id, edition),
  CONSTRAINT survey_editions_response FOREIGN KEY (response_id) REFERENCES survey_responses (id),
  CONSTRAINT survey_editions_version FOREIGN KEY (version_id) REFERENCES survey_versions (id)
);
INSERT INTO survey_editions (response_id, edition, agency_id, version_id)
  SELECT id, edition, agency_id, version_id FROM survey_responses WHERE edition > 0;

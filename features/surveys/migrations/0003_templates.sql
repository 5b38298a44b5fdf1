-- Questionnaires that an agency keeps to begin other surveys with. Their version stays, whatever becomes of its survey's design.
CREATE TABLE survey_templates (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT survey_templates_key PRIMARY KEY (id),
  CONSTRAINT survey_templates_title UNIQUE (agency_id, title_folded),
  CONSTRAINT survey_templates_version FOREIGN KEY (version_id) REFERENCES survey_versions (id)
);
CREATE INDEX survey_templates_by_version ON survey_templates (version_id);

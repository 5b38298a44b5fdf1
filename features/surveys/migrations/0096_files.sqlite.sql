-- As 0096_files.postgres.sql says; SQLite changes a CHECK only by making the table anew.
CREATE TABLE survey_questions_anew (
  version_id BIGINT NOT NULL,
  code TEXT NOT NULL,
  agency_id BIGINT NOT NULL,
  section_place BIGINT NOT NULL,
  place BIGINT NOT NULL,
  kind TEXT NOT NULL,
  text_es TEXT NOT NULL,
  text_en TEXT NOT NULL,
  hint_es TEXT NOT NULL,
  hint_en TEXT NOT NULL,
  need TEXT NOT NULL,
  least BIGINT, -- how many are chosen; the number in thousandths, money in minor units; steps of a scale
  most BIGINT,  -- the same; characters of a text
  other TEXT NOT NULL, -- none, text: «Otra» with a text of its own
  option_order TEXT NOT NULL,
  currency TEXT NOT NULL,
  depth BIGINT NOT NULL, -- of the nodes that are offered: 0 goals, 1 targets too
  CONSTRAINT survey_questions_key PRIMARY KEY (version_id, code),
  CONSTRAINT survey_questions_place UNIQUE (version_id, place),
  CONSTRAINT survey_questions_section FOREIGN KEY (version_id, section_place) REFERENCES survey_sections (version_id, place),
  CONSTRAINT survey_questions_kind CHECK (kind IN ('one', 'many', 'ranking', 'scale', 'matrix', 'number', 'money', 'date', 'text', 'sdg', 'organization', 'file', 'note')),
  CONSTRAINT survey_questions_need CHECK (need IN ('required', 'optional')),
  CONSTRAINT survey_questions_other CHECK (other IN ('none', 'text')),
  CONSTRAINT survey_questions_order CHECK (option_order IN ('written', 'random'))
);
INSERT INTO survey_questions_anew (version_id, code, agency_id, section_place, place, kind, text_es, text_en, hint_es, hint_en, need,
    least, most, other, option_order, currency, depth)
  SELECT version_id, code, agency_id, section_place, place, kind, text_es, text_en, hint_es, hint_en, need, least, most, other,
    option_order, currency, depth
  FROM survey_questions;
DROP TABLE survey_questions;
ALTER TABLE survey_questions_anew RENAME TO survey_questions;

-- Files that were answered: contents of platform/files. The answer has the id as its option, the digest as its row, bytes and name.
CREATE TABLE survey_files (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  recipient_id BIGINT NOT NULL,
  question_code TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  added_at TEXT NOT NULL,
  CONSTRAINT survey_files_key PRIMARY KEY (id)
);
CREATE INDEX survey_files_of_recipient ON survey_files (recipient_id, question_code, id);

-- A question may ask for a file.
ALTER TABLE survey_questions DROP CONSTRAINT survey_questions_kind;
ALTER TABLE survey_questions ADD CONSTRAINT survey_questions_kind CHECK (kind IN ('one', 'many', 'ranking', 'scale', 'matrix', 'number', 'money', 'date', 'text', 'sdg', 'organization', 'file', 'note'));

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

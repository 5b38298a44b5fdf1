-- The answers of one question, or of one row or option of it, read in one go and in order of responses: for results. It is found
-- in the index alone.
CREATE INDEX survey_answers_columns ON survey_answers (survey_id, question_code, row_code, option_code, response_id, place, number)
  WHERE standing = 'current';
DROP INDEX survey_answers_counted;
CREATE INDEX survey_responses_sent ON survey_responses (survey_id, id, version_id, recipient_id) WHERE edition > 0;

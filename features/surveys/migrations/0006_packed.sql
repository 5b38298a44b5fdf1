-- What a response sent, once more, as one text (packed.h): a file of many responses reads it in one go instead of a row for each
-- value. Of the edition that counts; a response without one is read from survey_answers.
CREATE TABLE survey_packed (
  response_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  answers TEXT NOT NULL,
  CONSTRAINT survey_packed_key PRIMARY KEY (response_id),
  CONSTRAINT survey_packed_response FOREIGN KEY (response_id) REFERENCES survey_responses (id)
);

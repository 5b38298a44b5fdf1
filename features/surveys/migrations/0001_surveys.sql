CREATE TABLE surveys (
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
  CONSTRAINT surveys_key PRIMARY KEY (id),
  CONSTRAINT surveys_title UNIQUE (alliance_id, title_folded),
  CONSTRAINT surveys_answered_by CHECK (answered_by IN ('organization', 'person')),
  CONSTRAINT surveys_state CHECK (state IN ('draft', 'open', 'closed')),
  CONSTRAINT surveys_days CHECK (opens_on <= closes_on)
);

-- A questionnaire is never rewritten once it was answered: another version stands beside it, and answers name theirs.
CREATE TABLE survey_versions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  created_by BIGINT NOT NULL,
  CONSTRAINT survey_versions_key PRIMARY KEY (id),
  CONSTRAINT survey_versions_survey FOREIGN KEY (survey_id) REFERENCES surveys (id),
  CONSTRAINT survey_versions_number UNIQUE (survey_id, number)
);

CREATE TABLE survey_sections (
  version_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL,
  intro_es TEXT NOT NULL,
  intro_en TEXT NOT NULL,
  CONSTRAINT survey_sections_key PRIMARY KEY (version_id, place),
  CONSTRAINT survey_sections_version FOREIGN KEY (version_id) REFERENCES survey_versions (id)
);

-- The code of a question is the same in every version that asks it.
CREATE TABLE survey_questions (
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
  CONSTRAINT survey_questions_kind CHECK (kind IN ('one', 'many', 'ranking', 'scale', 'matrix', 'number', 'money', 'date', 'text', 'sdg', 'organization', 'note')),
  CONSTRAINT survey_questions_need CHECK (need IN ('required', 'optional')),
  CONSTRAINT survey_questions_other CHECK (other IN ('none', 'text')),
  CONSTRAINT survey_questions_order CHECK (option_order IN ('written', 'random'))
);

CREATE TABLE survey_options (
  version_id BIGINT NOT NULL,
  question_code TEXT NOT NULL,
  part TEXT NOT NULL, -- option; row: of a matrix
  code TEXT NOT NULL,
  agency_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  label_es TEXT NOT NULL,
  label_en TEXT NOT NULL,
  CONSTRAINT survey_options_key PRIMARY KEY (version_id, question_code, part, code),
  CONSTRAINT survey_options_question FOREIGN KEY (version_id, question_code) REFERENCES survey_questions (version_id, code),
  CONSTRAINT survey_options_part CHECK (part IN ('option', 'row'))
);

-- A question is shown when all of its conditions hold.
CREATE TABLE survey_conditions (
  version_id BIGINT NOT NULL,
  question_code TEXT NOT NULL,
  place BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  on_question TEXT NOT NULL,
  test TEXT NOT NULL,
  option_code TEXT NOT NULL, -- '': any answer
  CONSTRAINT survey_conditions_key PRIMARY KEY (version_id, question_code, place),
  CONSTRAINT survey_conditions_question FOREIGN KEY (version_id, question_code) REFERENCES survey_questions (version_id, code),
  CONSTRAINT survey_conditions_test CHECK (test IN ('has', 'has_not'))
);

-- Who is asked: an organisation, or a person of it. What it is, for the response rate, is kept as it was when it was chosen.
CREATE TABLE survey_recipients (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  organization_name TEXT NOT NULL,
  organization_folded TEXT NOT NULL,
  organization_type TEXT NOT NULL,
  sector TEXT NOT NULL,
  size TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  person_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  lang TEXT NOT NULL,
  letter TEXT NOT NULL,
  letter_id BIGINT NOT NULL DEFAULT 0,
  letter_at TEXT,
  reminders BIGINT NOT NULL DEFAULT 0,
  round BIGINT NOT NULL DEFAULT 0, -- of reminders, the last that looked at it
  progress TEXT NOT NULL DEFAULT 'silent',
  created_at TEXT NOT NULL,
  CONSTRAINT survey_recipients_key PRIMARY KEY (id),
  CONSTRAINT survey_recipients_survey FOREIGN KEY (survey_id) REFERENCES surveys (id),
  CONSTRAINT survey_recipients_address UNIQUE (survey_id, email_folded),
  CONSTRAINT survey_recipients_letter CHECK (letter IN ('drafted', 'queued', 'sent', 'failed', 'unsure', 'bounced', 'revoked')),
  CONSTRAINT survey_recipients_progress CHECK (progress IN ('silent', 'started', 'answered'))
);
CREATE INDEX survey_recipients_in_order ON survey_recipients (survey_id, organization_folded, id);
CREATE INDEX survey_recipients_by_letter ON survey_recipients (letter_id) WHERE letter_id <> 0;
CREATE INDEX survey_recipients_by_organization ON survey_recipients (organization_id, survey_id);
CREATE INDEX survey_recipients_by_person ON survey_recipients (email_folded);

-- What one respondent answers. recipient_id 0 is for answers that nobody can be found by.
CREATE TABLE survey_responses (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL, -- of the questionnaire
  recipient_id BIGINT NOT NULL,
  edition BIGINT NOT NULL DEFAULT 0, -- that counts; 0: never sent
  receipt TEXT NOT NULL DEFAULT '',
  started_at TEXT NOT NULL,
  sent_at TEXT,
  sent_by TEXT NOT NULL DEFAULT '',
  CONSTRAINT survey_responses_key PRIMARY KEY (id),
  CONSTRAINT survey_responses_version FOREIGN KEY (version_id) REFERENCES survey_versions (id),
  CONSTRAINT survey_responses_sent CHECK ((edition > 0) = (sent_at IS NOT NULL))
);
CREATE UNIQUE INDEX survey_responses_recipient ON survey_responses (recipient_id) WHERE recipient_id <> 0;
CREATE INDEX survey_responses_of_survey ON survey_responses (survey_id, id);

-- One row for each value: the chosen option, its rank, the row of a matrix, a number, a text.
CREATE TABLE survey_answers (
  response_id BIGINT NOT NULL,
  edition BIGINT NOT NULL, -- 0: the draft; each sending is another one
  question_code TEXT NOT NULL,
  place BIGINT NOT NULL, -- of the value in its question; the rank
  agency_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL,
  standing TEXT NOT NULL, -- draft; current: what counts; former: it was changed afterwards
  row_code TEXT NOT NULL,
  option_code TEXT NOT NULL,
  number BIGINT, -- thousandths; of money minor units
  text TEXT NOT NULL,
  CONSTRAINT survey_answers_key PRIMARY KEY (response_id, edition, question_code, place),
  CONSTRAINT survey_answers_response FOREIGN KEY (response_id) REFERENCES survey_responses (id),
  CONSTRAINT survey_answers_standing CHECK (standing IN ('draft', 'current', 'former'))
);
CREATE INDEX survey_answers_counted ON survey_answers (survey_id, question_code, option_code, row_code) WHERE standing = 'current';

-- Of a draft: how often the answer to a question was written, by whom last. Two who write do not overwrite one another.
CREATE TABLE survey_marks (
  response_id BIGINT NOT NULL,
  question_code TEXT NOT NULL,
  agency_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  written_by TEXT NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT survey_marks_key PRIMARY KEY (response_id, question_code),
  CONSTRAINT survey_marks_response FOREIGN KEY (response_id) REFERENCES survey_responses (id)
);

-- What stood in a draft and was replaced by somebody who had read it beside their own.
CREATE TABLE survey_replaced (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  response_id BIGINT NOT NULL,
  question_code TEXT NOT NULL,
  text TEXT NOT NULL,
  written_by TEXT NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT survey_replaced_key PRIMARY KEY (id),
  CONSTRAINT survey_replaced_response FOREIGN KEY (response_id) REFERENCES survey_responses (id)
);

-- What the merge of two organisations did to rows here, so that it can be taken back.
CREATE TABLE survey_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  recipient_id BIGINT NOT NULL,
  CONSTRAINT survey_merges_key PRIMARY KEY (merge_id, recipient_id)
);

-- Minutes of a meeting, by edition: a correction is a new row that says what it corrects. canonical and digest are written once, at approval.
CREATE TABLE minutes (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  correction TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  review_round BIGINT NOT NULL DEFAULT 0,
  folio TEXT NOT NULL DEFAULT '',
  canonical TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '',
  approved_by BIGINT,
  approved_by_name TEXT NOT NULL DEFAULT '',
  approved_on TEXT,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT minutes_key PRIMARY KEY (id),
  CONSTRAINT minutes_edition UNIQUE (meeting_id, edition),
  CONSTRAINT minutes_state CHECK (state IN ('draft', 'review', 'approved')),
  CONSTRAINT minutes_approval CHECK (state <> 'approved' OR (folio <> '' AND digest <> '' AND canonical <> '' AND approved_on IS NOT NULL))
);
CREATE UNIQUE INDEX minutes_one_open ON minutes (meeting_id) WHERE state <> 'approved';
CREATE UNIQUE INDEX minutes_folio ON minutes (agency_id, folio, edition) WHERE folio <> '';
CREATE INDEX minutes_of_alliance ON minutes (alliance_id, id);

-- The last folio given, by agency and year; raised in the transaction of the approval, so that none is left out.
CREATE TABLE minutes_folios (
  agency_id BIGINT NOT NULL,
  folio_year BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  CONSTRAINT minutes_folios_key PRIMARY KEY (agency_id, folio_year)
);

CREATE TABLE minutes_sections (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  minutes_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  written_by TEXT NOT NULL DEFAULT '',
  written_at TEXT NOT NULL,
  CONSTRAINT minutes_sections_key PRIMARY KEY (id),
  CONSTRAINT minutes_sections_order UNIQUE (minutes_id, ordinal),
  CONSTRAINT minutes_sections_minutes FOREIGN KEY (minutes_id) REFERENCES minutes (id),
  CONSTRAINT minutes_sections_place CHECK (place IN ('opening', 'item', 'closing'))
);

-- Every text that somebody sent for a section: those that were saved, and those that crossed with another.
CREATE TABLE minutes_texts (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  section_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  fate TEXT NOT NULL,
  written_by BIGINT NOT NULL,
  written_by_name TEXT NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT minutes_texts_key PRIMARY KEY (id),
  CONSTRAINT minutes_texts_section FOREIGN KEY (section_id) REFERENCES minutes_sections (id),
  CONSTRAINT minutes_texts_fate CHECK (fate IN ('saved', 'crossed'))
);
CREATE INDEX minutes_texts_of_section ON minutes_texts (section_id, id);

-- Sent to review, returned, approved: who, when, why.
CREATE TABLE minutes_states (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  minutes_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT minutes_states_key PRIMARY KEY (id),
  CONSTRAINT minutes_states_minutes FOREIGN KEY (minutes_id) REFERENCES minutes (id)
);
CREATE INDEX minutes_states_of_minutes ON minutes_states (minutes_id, id);

CREATE TABLE minutes_comments (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  minutes_id BIGINT NOT NULL,
  section_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  written_by BIGINT NOT NULL,
  written_by_name TEXT NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT minutes_comments_key PRIMARY KEY (id),
  CONSTRAINT minutes_comments_minutes FOREIGN KEY (minutes_id) REFERENCES minutes (id)
);
CREATE INDEX minutes_comments_of_minutes ON minutes_comments (minutes_id, id);

-- «De acuerdo» of an organisation that attended, for one round of review: a text that was changed is asked about anew.
CREATE TABLE minutes_assents (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  minutes_id BIGINT NOT NULL,
  review_round BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  given_by BIGINT NOT NULL,
  given_by_name TEXT NOT NULL,
  given_at TEXT NOT NULL,
  CONSTRAINT minutes_assents_key PRIMARY KEY (id),
  CONSTRAINT minutes_assents_one UNIQUE (minutes_id, review_round, organization_id),
  CONSTRAINT minutes_assents_minutes FOREIGN KEY (minutes_id) REFERENCES minutes (id)
);

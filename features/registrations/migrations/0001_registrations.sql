-- One sending of letters about a meeting: to those not written to yet, or to the silent.
CREATE TABLE convocations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  audience TEXT NOT NULL,
  message TEXT NOT NULL DEFAULT '',
  letters BIGINT NOT NULL DEFAULT 0,
  asked_by BIGINT NOT NULL,
  asked_at TEXT NOT NULL,
  finished_at TEXT,
  CONSTRAINT convocations_key PRIMARY KEY (id),
  CONSTRAINT convocations_audience CHECK (audience IN ('unwritten', 'silent'))
);
CREATE INDEX convocations_of_meeting ON convocations (meeting_id, id);

-- What one organisation says about one meeting, and the newest letter to it; convocation_id 0: none was written.
CREATE TABLE registrations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  reply TEXT NOT NULL,
  persons TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  replied_by TEXT NOT NULL DEFAULT '',
  replied_account BIGINT,
  replied_at TEXT,
  convocation_id BIGINT NOT NULL DEFAULT 0,
  written_to TEXT NOT NULL DEFAULT '',
  letter_id BIGINT NOT NULL DEFAULT 0,
  letter_state TEXT NOT NULL DEFAULT '',
  letter_at TEXT,
  CONSTRAINT registrations_key PRIMARY KEY (id),
  CONSTRAINT registrations_one UNIQUE (meeting_id, organization_id),
  CONSTRAINT registrations_reply CHECK (reply IN ('silent', 'coming', 'not_coming'))
);
CREATE INDEX registrations_of_organization ON registrations (organization_id, meeting_id);
CREATE INDEX registrations_by_letter ON registrations (letter_id);

-- Rows that the merge of two organisations moved, so that it can be taken back.
CREATE TABLE registration_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  registration_id BIGINT NOT NULL,
  CONSTRAINT registration_merges_key PRIMARY KEY (merge_id, registration_id)
);

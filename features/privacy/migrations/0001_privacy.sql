-- What an agency tells about personal data; a changed text is another version. Version 1 is the program's own text, written here when
-- somebody first accepts it.
CREATE TABLE privacy_notices (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body_es TEXT NOT NULL,
  body_en TEXT NOT NULL,
  published_by BIGINT NOT NULL, -- 0: the program
  published_at TEXT NOT NULL,
  CONSTRAINT privacy_notices_key PRIMARY KEY (id),
  CONSTRAINT privacy_notices_version UNIQUE (agency_id, version)
);

-- Who took note of which version, and where: signed in, or with the link of a letter.
CREATE TABLE privacy_acceptances (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  account_id BIGINT NOT NULL, -- 0: nobody who signs in
  email_key TEXT NOT NULL,
  door TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  CONSTRAINT privacy_acceptances_key PRIMARY KEY (id),
  CONSTRAINT privacy_acceptances_once UNIQUE (agency_id, email_key, version),
  CONSTRAINT privacy_acceptances_door CHECK (door IN ('sign_in', 'invitation', 'adherence'))
);
CREATE INDEX privacy_acceptances_by_person ON privacy_acceptances (email_key);

-- What was asked for under the law and done: a copy of the data, or their erasure. No personal values: the account's number says whose.
CREATE TABLE privacy_requests (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL, -- 0: the person asked, of everything
  kind TEXT NOT NULL,
  account_id BIGINT NOT NULL, -- whose; 0: a person without account
  asked_by BIGINT NOT NULL,
  reason TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  letter_id BIGINT NOT NULL, -- the last letter to who was erased; 0: none
  rows_gone BIGINT NOT NULL,
  rows_kept BIGINT NOT NULL,
  CONSTRAINT privacy_requests_key PRIMARY KEY (id),
  CONSTRAINT privacy_requests_kind CHECK (kind IN ('export', 'erasure'))
);
CREATE INDEX privacy_requests_of_agency ON privacy_requests (agency_id, id);
CREATE INDEX privacy_requests_by_letter ON privacy_requests (letter_id) WHERE letter_id <> 0;

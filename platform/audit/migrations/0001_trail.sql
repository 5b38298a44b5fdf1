-- One line an act. What was recorded never changes; seq and hash are set once, by the sequencer.
CREATE TABLE audit_lines (
  agency_id BIGINT NOT NULL, -- 0: the server
  id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  actor BIGINT NOT NULL, -- account; 0: the program
  at TEXT NOT NULL,
  verb TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  request_id TEXT NOT NULL,
  fields TEXT NOT NULL,
  seq BIGINT,
  hash TEXT,
  CONSTRAINT audit_lines_pk PRIMARY KEY (agency_id, id),
  CONSTRAINT audit_lines_chained CHECK ((seq IS NULL) = (hash IS NULL))
);
CREATE UNIQUE INDEX audit_lines_by_seq ON audit_lines (agency_id, seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_lines_unchained ON audit_lines (agency_id, id) WHERE seq IS NULL;
CREATE INDEX audit_lines_by_subject ON audit_lines (agency_id, subject_kind, subject_id, id);

-- Where each agency's chain stands, and which process moves it.
CREATE TABLE audit_chains (
  agency_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  holder TEXT NOT NULL,
  held_until TEXT NOT NULL,
  CONSTRAINT audit_chains_pk PRIMARY KEY (agency_id)
);

CREATE TABLE audit_keys (
  key_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  since TEXT NOT NULL,
  CONSTRAINT audit_keys_pk PRIMARY KEY (key_id)
);

CREATE TABLE audit_checkpoints (
  agency_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  CONSTRAINT audit_checkpoints_pk PRIMARY KEY (agency_id, seq)
);

-- Personal values stand in lines as HMAC under these; without the salt nobody can try values against the hash.
CREATE TABLE audit_salts (
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  salt TEXT NOT NULL,
  CONSTRAINT audit_salts_pk PRIMARY KEY (subject_kind, subject_id)
);

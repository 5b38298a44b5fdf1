-- Case files that somebody asked for: of an alliance, or of one of its bodies (committee_id 0: the whole alliance). Only who
-- asked sees one. The archive itself is a file (platform/files, by digest) until it expires.
CREATE TABLE case_files (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  lang TEXT NOT NULL,
  asked_by BIGINT NOT NULL,
  asked_at TEXT NOT NULL,
  as_of TEXT NOT NULL,
  job_id BIGINT NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  bytes BIGINT NOT NULL DEFAULT 0,
  entries BIGINT NOT NULL DEFAULT 0,
  ready_at TEXT,
  expires_at TEXT,
  CONSTRAINT case_files_key PRIMARY KEY (id),
  CONSTRAINT case_files_state CHECK (state IN ('making', 'ready', 'expired')),
  CONSTRAINT case_files_result CHECK (state = 'making' OR digest <> '')
);
CREATE INDEX case_files_of_account ON case_files (alliance_id, asked_by, id);
CREATE INDEX case_files_expiring ON case_files (state, expires_at, id);

-- Files that show that an agreement was kept: contents of platform/files, read by who reads the agreement.
CREATE TABLE agreement_evidence (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  added_account BIGINT NOT NULL,
  added_at TEXT NOT NULL,
  CONSTRAINT agreement_evidence_key PRIMARY KEY (id),
  CONSTRAINT agreement_evidence_once UNIQUE (agreement_id, digest)
);

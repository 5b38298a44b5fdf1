-- Links that let whoever holds them do one task without an account: an invitation, an adherence. Only the hash of a secret is kept.
CREATE TABLE auth_links (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  purpose TEXT NOT NULL, -- "invitation": which page may use it
  subject_id BIGINT NOT NULL, -- of what the purpose speaks
  address TEXT NOT NULL, -- whom it was sent to
  name TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  answered_at TEXT,
  answer TEXT NOT NULL DEFAULT '',
  CONSTRAINT auth_links_pk PRIMARY KEY (id),
  CONSTRAINT auth_links_secret UNIQUE (secret_hash),
  CONSTRAINT auth_links_one_end CHECK (revoked_at IS NULL OR answered_at IS NULL)
);
CREATE INDEX auth_links_by_subject ON auth_links (purpose, subject_id);

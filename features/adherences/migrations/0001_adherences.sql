-- The text of the adherence letter of an alliance: each version stays as it was published.
CREATE TABLE adherence_texts (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body_es TEXT NOT NULL,
  body_en TEXT NOT NULL,
  published_by BIGINT NOT NULL,
  published_at TEXT NOT NULL,
  CONSTRAINT adherence_texts_key PRIMARY KEY (id),
  CONSTRAINT adherence_texts_version UNIQUE (alliance_id, version)
);

-- An organisation is asked to sign one version; what it signed is kept as it was, with the hash of its bytes (R-006).
CREATE TABLE adherences (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  organization_name TEXT NOT NULL, -- as the letter says it
  person_name TEXT NOT NULL, -- whom the link was sent to
  email TEXT NOT NULL,
  lang TEXT NOT NULL,
  text_version BIGINT NOT NULL,
  offered_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  signed_at TEXT,
  signer_name TEXT NOT NULL DEFAULT '',
  signer_position TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '', -- canonical text
  sha256 TEXT NOT NULL DEFAULT '',
  CONSTRAINT adherences_key PRIMARY KEY (id),
  CONSTRAINT adherences_signed CHECK ((signed_at IS NOT NULL) = (sha256 <> ''))
);
CREATE UNIQUE INDEX adherences_open ON adherences (alliance_id, organization_id) WHERE signed_at IS NULL;
CREATE INDEX adherences_of_alliance ON adherences (alliance_id, id);
CREATE INDEX adherences_by_organization ON adherences (organization_id);

-- What the merge of two organisations did to rows here, so that it can be taken back.
CREATE TABLE adherence_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  adherence_id BIGINT NOT NULL,
  CONSTRAINT adherence_merges_key PRIMARY KEY (merge_id, adherence_id)
);

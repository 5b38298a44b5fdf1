-- Documents of an alliance, or of one of its bodies (committee_id 0: the whole alliance). words_folded is what search looks in.
-- A withdrawn one stays with who, when and why.
CREATE TABLE documents (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  words_folded TEXT NOT NULL,
  author TEXT NOT NULL,
  dated_on TEXT NOT NULL,
  confidentiality TEXT NOT NULL,
  versions BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by BIGINT,
  withdrawn_by_name TEXT NOT NULL DEFAULT '',
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT documents_key PRIMARY KEY (id),
  CONSTRAINT documents_confidentiality CHECK (confidentiality IN ('public', 'members', 'committee', 'secretariat', 'restricted')),
  CONSTRAINT documents_of_committee CHECK (confidentiality <> 'committee' OR committee_id <> 0),
  CONSTRAINT documents_withdrawal CHECK (withdrawn_at IS NULL OR withdrawn_reason <> '')
);
CREATE INDEX documents_by_date ON documents (alliance_id, dated_on, id);
CREATE INDEX documents_by_title ON documents (alliance_id, title_folded, id);

-- Every version is kept: its file (platform/files, by digest), what it brings, who sent it. `words` is what its content says,
-- for the search; empty where nothing reads it.
CREATE TABLE document_versions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  digest TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  created_by BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT document_versions_key PRIMARY KEY (id),
  CONSTRAINT document_versions_number UNIQUE (document_id, number),
  CONSTRAINT document_versions_document FOREIGN KEY (document_id) REFERENCES documents (id)
);
CREATE INDEX document_versions_by_digest ON document_versions (alliance_id, digest, id);

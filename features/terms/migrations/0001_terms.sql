-- The glossary of an alliance (R-029).
CREATE TABLE terms (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  name_folded TEXT NOT NULL, -- of the newest version
  place TEXT NOT NULL,
  number BIGINT NOT NULL, -- of the newest version
  CONSTRAINT terms_key PRIMARY KEY (id),
  CONSTRAINT terms_name UNIQUE (alliance_id, name_folded),
  CONSTRAINT terms_place CHECK (place IN ('nowhere', 'size', 'contribution', 'sdg_interest', 'replicability', 'sustainability'))
);
CREATE UNIQUE INDEX terms_in_place ON terms (alliance_id, place) WHERE place <> 'nowhere';

-- Append-only: what a word meant, since when, by which source.
CREATE TABLE term_versions (
  term_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  definition_es TEXT NOT NULL,
  definition_en TEXT NOT NULL DEFAULT '',
  source_es TEXT NOT NULL,
  source_en TEXT NOT NULL DEFAULT '',
  agreed_on TEXT,
  agreed_in TEXT NOT NULL DEFAULT '',
  meeting_id BIGINT NOT NULL DEFAULT 0,
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT term_versions_key PRIMARY KEY (term_id, number),
  CONSTRAINT term_versions_term FOREIGN KEY (term_id) REFERENCES terms (id)
);
CREATE INDEX term_versions_of_alliance ON term_versions (alliance_id, term_id, number);

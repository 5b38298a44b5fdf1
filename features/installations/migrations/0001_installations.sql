-- The installation act of a body. A row is written once; a correction is another edition.
CREATE TABLE installations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  correction TEXT NOT NULL DEFAULT '',
  installed_on TEXT NOT NULL,
  folio TEXT NOT NULL,
  canonical TEXT NOT NULL,
  digest TEXT NOT NULL,
  declared_by BIGINT NOT NULL,
  declared_by_name TEXT NOT NULL,
  declared_at TEXT NOT NULL,
  CONSTRAINT installations_key PRIMARY KEY (id),
  CONSTRAINT installations_edition UNIQUE (committee_id, edition)
);
CREATE INDEX installations_of_alliance ON installations (alliance_id, committee_id, edition);

CREATE TABLE installation_folios (
  agency_id BIGINT NOT NULL,
  folio_year BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  CONSTRAINT installation_folios_key PRIMARY KEY (agency_id, folio_year)
);

CREATE TABLE installation_publications (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  installation_id BIGINT NOT NULL,
  published_by BIGINT NOT NULL,
  published_at TEXT NOT NULL,
  ended_by BIGINT,
  ended_at TEXT,
  CONSTRAINT installation_publications_key PRIMARY KEY (id),
  CONSTRAINT installation_publications_act FOREIGN KEY (installation_id) REFERENCES installations (id)
);
CREATE UNIQUE INDEX installation_publications_in_force ON installation_publications (installation_id) WHERE ended_at IS NULL;

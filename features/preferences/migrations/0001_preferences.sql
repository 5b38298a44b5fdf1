-- What an organisation wants, in order. Another statement replaces the former, whose row stays.
CREATE TABLE preference_statements (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  stated_by BIGINT NOT NULL,
  stated_at TEXT NOT NULL,
  replaced_at TEXT,
  CONSTRAINT preference_statements_key PRIMARY KEY (id)
);
CREATE UNIQUE INDEX preference_statements_in_force ON preference_statements (alliance_id, organization_id) WHERE replaced_at IS NULL;
CREATE INDEX preference_statements_of_organization ON preference_statements (organization_id);

CREATE TABLE preference_choices (
  statement_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  CONSTRAINT preference_choices_key PRIMARY KEY (statement_id, place),
  CONSTRAINT preference_choices_once UNIQUE (statement_id, committee_id),
  CONSTRAINT preference_choices_statement FOREIGN KEY (statement_id) REFERENCES preference_statements (id)
);
CREATE INDEX preference_choices_of_committee ON preference_choices (committee_id);

CREATE TABLE preference_assignments (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  since TEXT NOT NULL,
  reason TEXT NOT NULL,
  assigned_by BIGINT NOT NULL,
  assigned_at TEXT NOT NULL,
  CONSTRAINT preference_assignments_key PRIMARY KEY (id)
);
CREATE INDEX preference_assignments_of_alliance ON preference_assignments (alliance_id, organization_id);
CREATE INDEX preference_assignments_of_organization ON preference_assignments (organization_id);

-- What the merge of two organisations did, so that it can be taken back.
CREATE TABLE preference_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  row_kind TEXT NOT NULL,
  row_id BIGINT NOT NULL,
  did TEXT NOT NULL,
  CONSTRAINT preference_merges_key PRIMARY KEY (merge_id, row_kind, row_id)
);

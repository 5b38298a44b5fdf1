-- A person an agency knows. Least data; erasing a person empties these columns and keeps the row.
CREATE TABLE persons (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  account_id BIGINT,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  CONSTRAINT persons_key PRIMARY KEY (id)
);
CREATE INDEX persons_by_name ON persons (agency_id, name_folded, id);
CREATE UNIQUE INDEX persons_by_account ON persons (agency_id, account_id) WHERE account_id IS NOT NULL;

-- A person works for an organisation, from-to.
CREATE TABLE affiliations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  position TEXT NOT NULL DEFAULT '',
  since TEXT NOT NULL,
  until TEXT,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT affiliations_key PRIMARY KEY (id),
  CONSTRAINT affiliations_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT affiliations_order CHECK (until IS NULL OR until >= since),
  CONSTRAINT affiliations_role CHECK (role IN ('contact', 'representative', 'delegate'))
);
CREATE INDEX affiliations_by_organization ON affiliations (organization_id, since);
CREATE INDEX affiliations_by_person ON affiliations (person_id, since);

-- An organisation in an alliance: one row in force (until is null), the past ones before it (R-007).
CREATE TABLE participations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  status TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  reason TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT participations_key PRIMARY KEY (id),
  CONSTRAINT participations_order CHECK (until IS NULL OR until >= since),
  CONSTRAINT participations_status CHECK (status IN ('invited', 'active', 'suspended', 'withdrawn'))
);
CREATE UNIQUE INDEX participations_in_force ON participations (alliance_id, organization_id) WHERE until IS NULL;
CREATE INDEX participations_by_organization ON participations (organization_id, since);
CREATE INDEX participations_by_status ON participations (alliance_id, status) WHERE until IS NULL;

CREATE TABLE committees (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  sdg BIGINT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  name_folded TEXT NOT NULL,
  purpose_es TEXT NOT NULL DEFAULT '',
  purpose_en TEXT NOT NULL DEFAULT '',
  basis_es TEXT NOT NULL DEFAULT '',
  basis_en TEXT NOT NULL DEFAULT '',
  rules_es TEXT NOT NULL DEFAULT '',
  rules_en TEXT NOT NULL DEFAULT '',
  admission TEXT NOT NULL,
  quorum_percent BIGINT,
  mechanism TEXT NOT NULL,
  outcome_es TEXT NOT NULL DEFAULT '',
  outcome_en TEXT NOT NULL DEFAULT '',
  founded_on TEXT,
  dissolved_on TEXT,
  source_es TEXT NOT NULL DEFAULT '',
  source_en TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by BIGINT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT committees_key PRIMARY KEY (id),
  CONSTRAINT committees_name UNIQUE (alliance_id, name_folded),
  CONSTRAINT committees_sdg CHECK (sdg BETWEEN 0 AND 17),
  CONSTRAINT committees_kind CHECK (kind IN ('plenary', 'committee', 'council', 'working_group')),
  CONSTRAINT committees_admission CHECK (admission IN ('open', 'closed')),
  CONSTRAINT committees_quorum CHECK (quorum_percent BETWEEN 1 AND 99),
  CONSTRAINT committees_order CHECK (dissolved_on IS NULL OR founded_on IS NULL OR dissolved_on >= founded_on)
);
CREATE INDEX committees_of_alliance ON committees (alliance_id, sdg, name_folded);

-- An organisation in a committee, from-to (R-046). `since` is empty where the source gives no date.
CREATE TABLE committee_members (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  since TEXT,
  until TEXT,
  reason TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  ended_by BIGINT,
  ended_at TEXT,
  CONSTRAINT committee_members_key PRIMARY KEY (id),
  CONSTRAINT committee_members_committee FOREIGN KEY (committee_id) REFERENCES committees (id),
  CONSTRAINT committee_members_order CHECK (until IS NULL OR since IS NULL OR until >= since)
);
CREATE UNIQUE INDEX committee_members_in_force ON committee_members (committee_id, organization_id) WHERE until IS NULL;
CREATE INDEX committee_members_by_organization ON committee_members (organization_id, committee_id);
CREATE INDEX committee_members_of_alliance ON committee_members (alliance_id) WHERE until IS NULL;

-- President or secretary, from-to (R-051).
CREATE TABLE committee_appointments (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  office TEXT NOT NULL,
  holder TEXT NOT NULL,
  organization_id BIGINT NOT NULL,
  account_id BIGINT,
  since TEXT NOT NULL,
  until TEXT,
  document TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT committee_appointments_key PRIMARY KEY (id),
  CONSTRAINT committee_appointments_committee FOREIGN KEY (committee_id) REFERENCES committees (id),
  CONSTRAINT committee_appointments_office CHECK (office IN ('president', 'secretary')),
  CONSTRAINT committee_appointments_order CHECK (until IS NULL OR until >= since)
);
CREATE UNIQUE INDEX committee_appointments_in_force ON committee_appointments (committee_id, office) WHERE until IS NULL;
CREATE INDEX committee_appointments_by_account ON committee_appointments (account_id, alliance_id) WHERE account_id IS NOT NULL;
CREATE INDEX committee_appointments_by_organization ON committee_appointments (organization_id);
CREATE INDEX committee_appointments_of_alliance ON committee_appointments (alliance_id) WHERE until IS NULL;

-- What the merge of two organisations did to rows here, so that it can be taken back.
CREATE TABLE committee_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  row_kind TEXT NOT NULL,
  row_id BIGINT NOT NULL,
  did TEXT NOT NULL,
  CONSTRAINT committee_merges_key PRIMARY KEY (merge_id, row_kind, row_id),
  CONSTRAINT committee_merges_kind CHECK (row_kind IN ('member', 'appointment')),
  CONSTRAINT committee_merges_did CHECK (did IN ('moved', 'ended'))
);

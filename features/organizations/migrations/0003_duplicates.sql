-- Domains of the mail of contacts, one of the signs of a duplicate.
CREATE TABLE organization_domains (
  agency_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  domain TEXT NOT NULL,
  CONSTRAINT organization_domains_key PRIMARY KEY (organization_id, domain),
  CONSTRAINT organization_domains_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
);

-- Rows that share a key are compared when one of them is written; nobody compares all with all.
CREATE TABLE organization_keys (
  agency_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  organization_id BIGINT NOT NULL,
  CONSTRAINT organization_keys_key PRIMARY KEY (agency_id, kind, key, organization_id)
);
CREATE INDEX organization_keys_by_organization ON organization_keys (organization_id);

-- A pair that a person should look at. A decision stays, also when the pair is found again.
CREATE TABLE organization_duplicates (
  agency_id BIGINT NOT NULL,
  first_id BIGINT NOT NULL,
  second_id BIGINT NOT NULL,
  score BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL,
  found_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by BIGINT,
  decided_by_name TEXT NOT NULL,
  decided_at TEXT,
  CONSTRAINT organization_duplicates_key PRIMARY KEY (first_id, second_id),
  CONSTRAINT organization_duplicates_order CHECK (first_id < second_id),
  CONSTRAINT organization_duplicates_state CHECK (state IN ('open', 'dismissed', 'merged'))
);
CREATE INDEX organization_duplicates_by_score ON organization_duplicates (agency_id, state, score, first_id, second_id);
CREATE INDEX organization_duplicates_by_second ON organization_duplicates (second_id);

-- `gone` became part of `kept`; the journal says what moved, so that it can be taken back.
CREATE TABLE organization_merges (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  kept_id BIGINT NOT NULL,
  gone_id BIGINT NOT NULL,
  journal TEXT NOT NULL,
  reason TEXT NOT NULL,
  merged_by BIGINT NOT NULL,
  merged_by_name TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  undone_by BIGINT,
  undone_by_name TEXT NOT NULL,
  undone_at TEXT,
  CONSTRAINT organization_merges_key PRIMARY KEY (id),
  CONSTRAINT organization_merges_kept FOREIGN KEY (kept_id) REFERENCES organizations (id),
  CONSTRAINT organization_merges_gone FOREIGN KEY (gone_id) REFERENCES organizations (id)
);
CREATE INDEX organization_merges_newest ON organization_merges (agency_id, id);
CREATE UNIQUE INDEX organization_merges_in_force ON organization_merges (gone_id) WHERE undone_at IS NULL;

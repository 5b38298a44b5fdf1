-- What taking part brings to an organisation (R-016).
CREATE TABLE value_rankings (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  ranked_account BIGINT NOT NULL,
  ranked_at TEXT NOT NULL,
  strategic_interests BIGINT NOT NULL, -- 1 to 6; 0: not named
  shared_change BIGINT NOT NULL,
  business_case BIGINT NOT NULL,
  emergency_channel BIGINT NOT NULL,
  positioning BIGINT NOT NULL,
  flexibility BIGINT NOT NULL,
  CONSTRAINT value_rankings_key PRIMARY KEY (id)
);
CREATE INDEX value_rankings_of_organization ON value_rankings (alliance_id, organization_id, id);

CREATE TABLE value_kpis (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  area TEXT NOT NULL,
  title TEXT NOT NULL,
  unit TEXT NOT NULL,
  baseline_milli BIGINT NOT NULL,
  baseline_on TEXT NOT NULL,
  target_milli BIGINT NOT NULL,
  target_on TEXT NOT NULL,
  retired_on TEXT,
  retired_for TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  CONSTRAINT value_kpis_key PRIMARY KEY (id),
  CONSTRAINT value_kpis_area CHECK (area IN ('government_relations', 'human_resources', 'operations', 'public_relations', 'sales', 'social_responsibility')),
  CONSTRAINT value_kpis_target CHECK (target_milli <> baseline_milli),
  CONSTRAINT value_kpis_retired CHECK ((retired_on IS NULL) = (retired_for = ''))
);
CREATE INDEX value_kpis_of_organization ON value_kpis (alliance_id, organization_id, id);

CREATE TABLE value_measures (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  kpi_id BIGINT NOT NULL,
  value_milli BIGINT NOT NULL,
  measured_on TEXT NOT NULL,
  evidence TEXT NOT NULL,
  result_kind TEXT NOT NULL DEFAULT '', -- experience, engagement, or nothing
  result_id BIGINT NOT NULL DEFAULT 0,
  measured_account BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT value_measures_key PRIMARY KEY (id),
  CONSTRAINT value_measures_result CHECK ((result_kind = '') = (result_id = 0)),
  CONSTRAINT value_measures_kpi FOREIGN KEY (kpi_id) REFERENCES value_kpis (id)
);
CREATE INDEX value_measures_of_kpi ON value_measures (kpi_id, measured_on, id);

-- What the merge of two organisations moved, so that it can be taken back.
CREATE TABLE value_merges (
  merge_id BIGINT NOT NULL,
  kpi_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  CONSTRAINT value_merges_key PRIMARY KEY (merge_id, kpi_id)
);

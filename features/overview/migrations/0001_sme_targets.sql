-- What share of its members each committee should have of micro, small and medium firms (R-013). The newest row holds.
CREATE TABLE overview_sme_targets (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  percent BIGINT NOT NULL, -- 0: none any more
  set_by BIGINT NOT NULL,
  set_by_name TEXT NOT NULL,
  set_at TEXT NOT NULL,
  CONSTRAINT overview_sme_targets_key PRIMARY KEY (id),
  CONSTRAINT overview_sme_targets_percent CHECK (percent BETWEEN 0 AND 100)
);
CREATE INDEX overview_sme_targets_of_alliance ON overview_sme_targets (alliance_id, id);

CREATE TABLE opinions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  given_on TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  meeting_id BIGINT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  withdrawn_by BIGINT,
  withdrawn_at TEXT,
  CONSTRAINT opinions_key PRIMARY KEY (id),
  CONSTRAINT opinions_number UNIQUE (committee_id, number)
);
CREATE INDEX opinions_of_alliance ON opinions (alliance_id, committee_id, given_on);

-- After how many months without a sign a body counts as dormant; the row in force has no end.
CREATE TABLE dormancy_rules (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  months BIGINT NOT NULL,
  since TEXT NOT NULL,
  set_by BIGINT NOT NULL,
  set_at TEXT NOT NULL,
  ended_at TEXT,
  CONSTRAINT dormancy_rules_key PRIMARY KEY (id),
  CONSTRAINT dormancy_rules_months CHECK (months BETWEEN 1 AND 36)
);
CREATE UNIQUE INDEX dormancy_rules_in_force ON dormancy_rules (committee_id) WHERE ended_at IS NULL;
CREATE INDEX dormancy_rules_of_alliance ON dormancy_rules (alliance_id, committee_id);

-- One for each body and last sign of life.
CREATE TABLE dormancy_alerts (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  quiet_since TEXT NOT NULL,
  months BIGINT NOT NULL,
  raised_at TEXT NOT NULL,
  closing TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  closed_account BIGINT,
  closed_at TEXT,
  CONSTRAINT dormancy_alerts_key PRIMARY KEY (id),
  CONSTRAINT dormancy_alerts_once UNIQUE (committee_id, quiet_since),
  CONSTRAINT dormancy_alerts_closing CHECK (closing IN ('', 'excused', 'awake'))
);
CREATE INDEX dormancy_alerts_of_alliance ON dormancy_alerts (alliance_id, closed_at, quiet_since);

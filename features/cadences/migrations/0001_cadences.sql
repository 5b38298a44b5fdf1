-- How often a committee is to meet; the row in force has no end.
CREATE TABLE cadences (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  months BIGINT NOT NULL,
  since TEXT NOT NULL,
  set_by BIGINT NOT NULL,
  set_at TEXT NOT NULL,
  ended_at TEXT,
  CONSTRAINT cadences_key PRIMARY KEY (id),
  CONSTRAINT cadences_months CHECK (months BETWEEN 1 AND 12)
);
CREATE UNIQUE INDEX cadences_in_force ON cadences (committee_id) WHERE ended_at IS NULL;
CREATE INDEX cadences_of_alliance ON cadences (alliance_id, committee_id);

-- One for each committee and missed period, whatever happens to the rule afterwards.
CREATE TABLE cadence_alerts (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  months BIGINT NOT NULL,
  since TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  closing TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  meeting_id BIGINT NOT NULL DEFAULT 0,
  closed_by TEXT NOT NULL DEFAULT '',
  closed_account BIGINT,
  closed_at TEXT,
  CONSTRAINT cadence_alerts_key PRIMARY KEY (id),
  CONSTRAINT cadence_alerts_once UNIQUE (committee_id, first_day),
  CONSTRAINT cadence_alerts_closing CHECK (closing IN ('', 'excused', 'made_up', 'recorded'))
);
CREATE INDEX cadence_alerts_of_alliance ON cadence_alerts (alliance_id, closed_at, first_day);

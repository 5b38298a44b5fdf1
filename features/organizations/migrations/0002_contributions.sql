-- What an organisation gives to an alliance (R-015); private to it and the agency (R-011). `state` and `since` repeat the newest step.
CREATE TABLE organization_contributions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  amount_minor BIGINT,
  currency TEXT,
  quantity_milli BIGINT,
  unit TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT organization_contributions_key PRIMARY KEY (id),
  CONSTRAINT organization_contributions_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT organization_contributions_money CHECK ((amount_minor IS NULL) = (currency IS NULL)),
  CONSTRAINT organization_contributions_amount CHECK (amount_minor IS NULL OR amount_minor >= 0),
  CONSTRAINT organization_contributions_quantity CHECK (quantity_milli IS NULL OR quantity_milli > 0)
);
CREATE INDEX organization_contributions_by_organization ON organization_contributions (organization_id, alliance_id, id);

-- Each change of state: when, why or proved by what, recorded by whom. Never overwritten.
CREATE TABLE organization_contribution_steps (
  id BIGINT NOT NULL,
  contribution_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT organization_contribution_steps_key PRIMARY KEY (id),
  CONSTRAINT organization_contribution_steps_contribution FOREIGN KEY (contribution_id) REFERENCES organization_contributions (id)
);
CREATE INDEX organization_contribution_steps_in_order ON organization_contribution_steps (contribution_id, id);

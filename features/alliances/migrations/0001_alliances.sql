CREATE TABLE alliances (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  slug TEXT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  summary_es TEXT NOT NULL DEFAULT '',
  summary_en TEXT NOT NULL DEFAULT '',
  nature TEXT NOT NULL,
  seal_es TEXT NOT NULL DEFAULT '',
  seal_en TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL,
  is_public BOOLEAN NOT NULL,
  cycle_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT alliances_key PRIMARY KEY (id),
  CONSTRAINT alliances_slug UNIQUE (slug),
  CONSTRAINT alliances_nature CHECK (nature IN ('real', 'reconstruction', 'synthetic'))
);
CREATE INDEX alliances_of_agency ON alliances (agency_id, id);

-- A generation of projects. alliances.cycle_id names the one in force.
CREATE TABLE cycles (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  name TEXT NOT NULL,
  stage BIGINT NOT NULL,
  CONSTRAINT cycles_key PRIMARY KEY (id),
  CONSTRAINT cycles_in_order UNIQUE (alliance_id, ordinal),
  CONSTRAINT cycles_alliance FOREIGN KEY (alliance_id) REFERENCES alliances (id),
  CONSTRAINT cycles_stage CHECK (stage BETWEEN 1 AND 4)
);

-- Plan of each stage of a cycle (R-002); the actual dates come from the moves.
CREATE TABLE stage_plans (
  agency_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  stage BIGINT NOT NULL,
  planned_from TEXT,
  planned_to TEXT,
  target_days BIGINT,
  CONSTRAINT stage_plans_key PRIMARY KEY (cycle_id, stage),
  CONSTRAINT stage_plans_cycle FOREIGN KEY (cycle_id) REFERENCES cycles (id),
  CONSTRAINT stage_plans_order CHECK (planned_to IS NULL OR planned_from IS NULL OR planned_to >= planned_from)
);

-- Every move of a cycle between stages, with who and why (R-001).
CREATE TABLE stage_moves (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  from_stage BIGINT,
  to_stage BIGINT NOT NULL,
  moved_on TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT stage_moves_key PRIMARY KEY (id),
  CONSTRAINT stage_moves_cycle FOREIGN KEY (cycle_id) REFERENCES cycles (id)
);
CREATE INDEX stage_moves_of_cycle ON stage_moves (cycle_id, id);

CREATE TABLE stage_conditions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  stage BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  text_es TEXT NOT NULL,
  text_en TEXT NOT NULL DEFAULT '',
  CONSTRAINT stage_conditions_key PRIMARY KEY (id),
  CONSTRAINT stage_conditions_cycle FOREIGN KEY (cycle_id) REFERENCES cycles (id)
);
CREATE INDEX stage_conditions_of_cycle ON stage_conditions (cycle_id, stage, ordinal);

-- A condition met, and perhaps taken back later: rows, never a flag.
CREATE TABLE condition_fulfilments (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  condition_id BIGINT NOT NULL,
  met_on TEXT NOT NULL,
  evidence TEXT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT condition_fulfilments_key PRIMARY KEY (id),
  CONSTRAINT condition_fulfilments_condition FOREIGN KEY (condition_id) REFERENCES stage_conditions (id)
);
CREATE UNIQUE INDEX condition_fulfilments_in_force ON condition_fulfilments (condition_id) WHERE withdrawn_at IS NULL;

-- What the institution wants of an alliance: a node of a framework with its weight, from-to. A change is another row.
CREATE TABLE priorities (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  framework TEXT NOT NULL, -- its code
  edition TEXT NOT NULL,
  node_code TEXT NOT NULL,
  title_es TEXT NOT NULL, -- of the node: editions are never written again
  title_en TEXT NOT NULL,
  theme TEXT NOT NULL, -- the target it is or is part of, "4.7"; '': a goal, or a node of another framework
  goals BIGINT NOT NULL, -- bit n: it serves goal n
  weight BIGINT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  end_reason TEXT NOT NULL DEFAULT '',
  replaced_by BIGINT NOT NULL DEFAULT 0,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  ended_by BIGINT,
  ended_at TEXT,
  CONSTRAINT priorities_key PRIMARY KEY (id),
  CONSTRAINT priorities_weight CHECK (weight BETWEEN 1 AND 5),
  CONSTRAINT priorities_order CHECK (until IS NULL OR until >= since)
);
CREATE UNIQUE INDEX priorities_in_force ON priorities (alliance_id, framework, edition, node_code) WHERE until IS NULL;
CREATE INDEX priorities_of_alliance ON priorities (alliance_id, id);

-- What is under way already, so that nobody begins it a second time.
CREATE TABLE initiatives (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  organization_id BIGINT NOT NULL, -- 0: the institution itself, or somebody outside the directory
  goals BIGINT NOT NULL,
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  updated_by BIGINT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT initiatives_key PRIMARY KEY (id),
  CONSTRAINT initiatives_state CHECK (state IN ('planned', 'running', 'finished', 'stopped'))
);
CREATE INDEX initiatives_of_alliance ON initiatives (alliance_id, id);
CREATE INDEX initiatives_by_organization ON initiatives (organization_id);

-- How the map is counted; the row in force has no end.
CREATE TABLE convergence_rules (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  survey_id BIGINT NOT NULL, -- whose answers count; 0: none
  least BIGINT NOT NULL, -- organisations that must want a theme
  set_by BIGINT NOT NULL,
  set_at TEXT NOT NULL,
  ended_at TEXT,
  CONSTRAINT convergence_rules_key PRIMARY KEY (id),
  CONSTRAINT convergence_rules_least CHECK (least BETWEEN 1 AND 99)
);
CREATE UNIQUE INDEX convergence_rules_in_force ON convergence_rules (alliance_id) WHERE ended_at IS NULL;

-- The record on which a committee stands that was founded from a theme: an agreement, or a text with its day and source.
CREATE TABLE committee_records (
  committee_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  theme TEXT NOT NULL,
  agreement_id BIGINT NOT NULL, -- 0: none
  text TEXT NOT NULL,
  recorded_on TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT committee_records_key PRIMARY KEY (committee_id)
);

-- What the merge of two organisations did to rows here, so that it can be taken back.
CREATE TABLE initiative_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  initiative_id BIGINT NOT NULL,
  CONSTRAINT initiative_merges_key PRIMARY KEY (merge_id, initiative_id)
);

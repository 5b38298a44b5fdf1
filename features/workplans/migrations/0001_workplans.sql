-- The work plan of a body: areas, activities, every move of them, and from when to when it was published.
CREATE TABLE workplan_areas (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT workplan_areas_key PRIMARY KEY (id)
);
CREATE INDEX workplan_areas_of_committee ON workplan_areas (committee_id, ordinal);

CREATE TABLE workplan_activities (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  area_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  organization_id BIGINT NOT NULL,
  starts_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  progress BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT workplan_activities_key PRIMARY KEY (id),
  CONSTRAINT workplan_activities_area FOREIGN KEY (area_id) REFERENCES workplan_areas (id),
  CONSTRAINT workplan_activities_state CHECK (state IN ('planned', 'doing', 'done', 'dropped')),
  CONSTRAINT workplan_activities_progress CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT workplan_activities_order CHECK (due_on >= starts_on)
);
CREATE INDEX workplan_activities_of_committee ON workplan_activities (committee_id, due_on, id);
CREATE INDEX workplan_activities_due ON workplan_activities (alliance_id, due_on) WHERE state IN ('planned', 'doing');
CREATE INDEX workplan_activities_of_owner ON workplan_activities (organization_id);
CREATE INDEX workplan_activities_of_area ON workplan_activities (area_id);

CREATE TABLE workplan_moves (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  activity_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  progress BIGINT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT workplan_moves_key PRIMARY KEY (id),
  CONSTRAINT workplan_moves_activity FOREIGN KEY (activity_id) REFERENCES workplan_activities (id)
);
CREATE INDEX workplan_moves_of_activity ON workplan_moves (activity_id, id);

CREATE TABLE workplan_publications (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  published_by BIGINT NOT NULL,
  published_at TEXT NOT NULL,
  ended_by BIGINT,
  ended_at TEXT,
  CONSTRAINT workplan_publications_key PRIMARY KEY (id)
);
CREATE UNIQUE INDEX workplan_publications_in_force ON workplan_publications (committee_id) WHERE ended_at IS NULL;

-- Which activities the merge of two organisations moved, so that it can be taken back.
CREATE TABLE workplan_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  activity_id BIGINT NOT NULL,
  CONSTRAINT workplan_merges_key PRIMARY KEY (merge_id, activity_id)
);

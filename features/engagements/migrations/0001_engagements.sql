-- Ways of taking part other than projects (R-014).
CREATE TABLE engagements (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  about_es TEXT NOT NULL,
  about_en TEXT NOT NULL DEFAULT '',
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  places BIGINT NOT NULL DEFAULT 0, -- 0: as many as come
  state TEXT NOT NULL,
  result_es TEXT NOT NULL DEFAULT '', -- of closing
  result_en TEXT NOT NULL DEFAULT '',
  cancelled_for TEXT NOT NULL DEFAULT '',
  ended_on TEXT,
  version BIGINT NOT NULL DEFAULT 1,
  opened_account BIGINT NOT NULL,
  ended_account BIGINT NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL,
  CONSTRAINT engagements_key PRIMARY KEY (id),
  CONSTRAINT engagements_kind CHECK (kind IN ('mentoring', 'know_how', 'volunteering', 'emergency', 'dialogue', 'event')),
  CONSTRAINT engagements_state CHECK (state IN ('open', 'closed', 'cancelled')),
  CONSTRAINT engagements_closed CHECK ((state = 'closed') = (result_es <> '')),
  CONSTRAINT engagements_cancelled CHECK ((state = 'cancelled') = (cancelled_for <> '')),
  CONSTRAINT engagements_ended CHECK ((state = 'open') = (ended_on IS NULL))
);
CREATE INDEX engagements_of_alliance ON engagements (alliance_id, id);

CREATE TABLE engagement_joins (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  engagement_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  people BIGINT NOT NULL,
  note TEXT NOT NULL DEFAULT '', -- read by the organisation and by who convenes
  joined_on TEXT NOT NULL,
  left_on TEXT,
  joined_account BIGINT NOT NULL,
  left_account BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT engagement_joins_key PRIMARY KEY (id),
  CONSTRAINT engagement_joins_people CHECK (people BETWEEN 1 AND 100000),
  CONSTRAINT engagement_joins_engagement FOREIGN KEY (engagement_id) REFERENCES engagements (id)
);
CREATE INDEX engagement_joins_of_engagement ON engagement_joins (engagement_id, id);
CREATE INDEX engagement_joins_of_organization ON engagement_joins (organization_id, id);

-- What the merge of two organisations moved, so that it can be taken back.
CREATE TABLE engagement_merges (
  merge_id BIGINT NOT NULL,
  join_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  CONSTRAINT engagement_merges_key PRIMARY KEY (merge_id, join_id)
);

-- What is told to the public (R-024). Withdrawn ones stay, with their reason.
CREATE TABLE bulletins (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by BIGINT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT bulletins_key PRIMARY KEY (id),
  CONSTRAINT bulletins_kind CHECK (kind IN ('communique', 'bulletin')),
  CONSTRAINT bulletins_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_reason = ''))
);
CREATE INDEX bulletins_of_alliance ON bulletins (alliance_id, id);

-- The first edition and its corrections; what was approved is not written again.
CREATE TABLE bulletin_editions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  bulletin_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  summary_es TEXT NOT NULL DEFAULT '',
  summary_en TEXT NOT NULL DEFAULT '',
  body_es TEXT NOT NULL,
  body_en TEXT NOT NULL DEFAULT '',
  correction_es TEXT NOT NULL DEFAULT '',
  correction_en TEXT NOT NULL DEFAULT '',
  publish_on TEXT NOT NULL DEFAULT '', -- "2026-03-31T09:00" at the alliance; empty: when it is approved
  published_at TEXT,
  version BIGINT NOT NULL DEFAULT 1,
  CONSTRAINT bulletin_editions_key PRIMARY KEY (id),
  CONSTRAINT bulletin_editions_number UNIQUE (bulletin_id, number),
  CONSTRAINT bulletin_editions_bulletin FOREIGN KEY (bulletin_id) REFERENCES bulletins (id),
  CONSTRAINT bulletin_editions_state CHECK (state IN ('draft', 'review', 'approved')),
  CONSTRAINT bulletin_editions_published CHECK ((state = 'approved') = (published_at IS NOT NULL))
);
CREATE UNIQUE INDEX bulletin_editions_open ON bulletin_editions (bulletin_id) WHERE state <> 'approved';
CREATE INDEX bulletin_editions_published_at ON bulletin_editions (alliance_id, published_at, id) WHERE published_at IS NOT NULL;

-- Who wrote, submitted, returned, approved or withdrew which edition, and when.
CREATE TABLE bulletin_steps (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  bulletin_id BIGINT NOT NULL,
  edition_id BIGINT NOT NULL,
  step TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT bulletin_steps_key PRIMARY KEY (id),
  CONSTRAINT bulletin_steps_edition FOREIGN KEY (edition_id) REFERENCES bulletin_editions (id),
  CONSTRAINT bulletin_steps_step CHECK (step IN ('wrote', 'submitted', 'returned', 'approved', 'withdrawn'))
);
CREATE UNIQUE INDEX bulletin_steps_wrote ON bulletin_steps (edition_id, recorded_by) WHERE step = 'wrote';
CREATE INDEX bulletin_steps_of_bulletin ON bulletin_steps (bulletin_id, id);

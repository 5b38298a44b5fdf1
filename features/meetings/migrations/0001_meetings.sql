-- sort_on orders meetings that have no exact date too: "2026-03-17T10:00", and never stands on a page. words_folded is what search looks in.
CREATE TABLE meetings (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  words_folded TEXT NOT NULL,
  summary_es TEXT NOT NULL DEFAULT '',
  summary_en TEXT NOT NULL DEFAULT '',
  held_on TEXT,
  held_until TEXT,
  sort_on TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  starts_minute BIGINT,
  ends_minute BIGINT,
  venue_es TEXT NOT NULL DEFAULT '',
  venue_en TEXT NOT NULL DEFAULT '',
  link TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  source_es TEXT NOT NULL DEFAULT '',
  source_en TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by BIGINT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT meetings_key PRIMARY KEY (id),
  CONSTRAINT meetings_kind CHECK (kind IN ('plenary', 'committee', 'transversal', 'focus_group', 'installation', 'council')),
  CONSTRAINT meetings_state CHECK (state IN ('scheduled', 'held', 'cancelled')),
  CONSTRAINT meetings_precision CHECK (date_precision IN ('day', 'range', 'month', 'early_month', 'month_range', 'quarter', 'year', 'communique', 'undated')),
  CONSTRAINT meetings_days CHECK (held_until IS NULL OR held_until >= held_on),
  CONSTRAINT meetings_hours CHECK (ends_minute IS NULL OR starts_minute IS NULL OR ends_minute > starts_minute)
);
CREATE INDEX meetings_of_alliance ON meetings (alliance_id, sort_on, id);
CREATE INDEX meetings_of_committee ON meetings (committee_id, sort_on, id);

-- Every change of state with who, when and why; the first row of a meeting is its scheduling.
CREATE TABLE meeting_states (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT meeting_states_key PRIMARY KEY (id),
  CONSTRAINT meeting_states_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id),
  CONSTRAINT meeting_states_state CHECK (state IN ('scheduled', 'held', 'cancelled'))
);
CREATE INDEX meeting_states_of_meeting ON meeting_states (meeting_id, id);

CREATE TABLE agenda_items (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  title TEXT NOT NULL,
  minutes BIGINT,
  CONSTRAINT agenda_items_key PRIMARY KEY (id),
  CONSTRAINT agenda_items_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id),
  CONSTRAINT agenda_items_minutes CHECK (minutes BETWEEN 1 AND 1440)
);
CREATE INDEX agenda_items_in_order ON agenda_items (meeting_id, ordinal);

CREATE TABLE breakout_groups (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  topic TEXT NOT NULL DEFAULT '',
  CONSTRAINT breakout_groups_key PRIMARY KEY (id),
  CONSTRAINT breakout_groups_name UNIQUE (meeting_id, name_folded),
  CONSTRAINT breakout_groups_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id)
);

-- Who came, by organisation and, when known, by person (R-008, R-020). A row taken back stays, with when and by whom.
CREATE TABLE attendances (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  person TEXT NOT NULL DEFAULT '',
  person_folded TEXT NOT NULL DEFAULT '',
  mode TEXT NOT NULL,
  arrival TEXT NOT NULL,
  group_id BIGINT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  withdrawn_by BIGINT,
  withdrawn_at TEXT,
  CONSTRAINT attendances_key PRIMARY KEY (id),
  CONSTRAINT attendances_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id),
  CONSTRAINT attendances_mode CHECK (mode IN ('in_person', 'remote')),
  CONSTRAINT attendances_arrival CHECK (arrival IN ('on_time', 'late'))
);
CREATE UNIQUE INDEX attendances_in_force ON attendances (meeting_id, organization_id, person_folded) WHERE withdrawn_at IS NULL;
CREATE INDEX attendances_by_organization ON attendances (organization_id, meeting_id);

-- A number that somebody reported and no list proves, with its qualifier and source.
CREATE TABLE reported_counts (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  value BIGINT NOT NULL,
  qualifier TEXT NOT NULL,
  noun_es TEXT NOT NULL,
  noun_en TEXT NOT NULL DEFAULT '',
  rule_es TEXT NOT NULL DEFAULT '',
  rule_en TEXT NOT NULL DEFAULT '',
  source_es TEXT NOT NULL,
  source_en TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  withdrawn_by BIGINT,
  withdrawn_at TEXT,
  CONSTRAINT reported_counts_key PRIMARY KEY (id),
  CONSTRAINT reported_counts_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id),
  CONSTRAINT reported_counts_value CHECK (value >= 0),
  CONSTRAINT reported_counts_qualifier CHECK (qualifier IN ('exact', 'more_than', 'at_least', 'approx'))
);
CREATE INDEX reported_counts_of_meeting ON reported_counts (meeting_id, id);

-- A private address of the calendar: only the hash of its secret is kept.
CREATE TABLE calendar_feeds (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  secret_hash TEXT NOT NULL,
  lang TEXT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT calendar_feeds_key PRIMARY KEY (id),
  CONSTRAINT calendar_feeds_one UNIQUE (alliance_id, account_id),
  CONSTRAINT calendar_feeds_secret UNIQUE (secret_hash)
);

-- What the merge of two organisations did to attendance rows, so that it can be taken back.
CREATE TABLE attendance_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  attendance_id BIGINT NOT NULL,
  did TEXT NOT NULL,
  CONSTRAINT attendance_merges_key PRIMARY KEY (merge_id, attendance_id),
  CONSTRAINT attendance_merges_did CHECK (did IN ('moved', 'withdrawn'))
);

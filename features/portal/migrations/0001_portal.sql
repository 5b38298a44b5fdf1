-- A fact on the timeline. Published from published_at on; taken away from withdrawn_at on, with the reason; a draft otherwise.
CREATE TABLE alliance_events (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  stage BIGINT,
  kind TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  date_precision TEXT NOT NULL,
  sort_on TEXT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  text_es TEXT NOT NULL DEFAULT '',
  text_en TEXT NOT NULL DEFAULT '',
  place_es TEXT NOT NULL DEFAULT '',
  place_en TEXT NOT NULL DEFAULT '',
  chapter_es TEXT NOT NULL DEFAULT '',
  chapter_en TEXT NOT NULL DEFAULT '',
  fact TEXT NOT NULL DEFAULT '',
  mark TEXT NOT NULL DEFAULT '',
  meeting_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  published_by BIGINT,
  published_at TEXT,
  withdrawn_by BIGINT,
  withdrawn_at TEXT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT alliance_events_key PRIMARY KEY (id),
  CONSTRAINT alliance_events_stage CHECK (stage BETWEEN 1 AND 4),
  CONSTRAINT alliance_events_kind CHECK (kind IN ('institutional', 'meeting', 'survey', 'project', 'support', 'document', 'external')),
  CONSTRAINT alliance_events_precision CHECK (date_precision IN
    ('day', 'month', 'early_month', 'quarter', 'year', 'range', 'month_range', 'communique', 'undated')),
  CONSTRAINT alliance_events_dated CHECK ((date_precision = 'undated') = (starts_on IS NULL)),
  CONSTRAINT alliance_events_order CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX alliance_events_in_order ON alliance_events (alliance_id, sort_on, id);

-- Numbers told with an event; the one of ordinal 1 stands beside it.
CREATE TABLE event_figures (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  value BIGINT NOT NULL,
  qualifier TEXT NOT NULL,
  noun_es TEXT NOT NULL,
  noun_en TEXT NOT NULL DEFAULT '',
  rule_es TEXT NOT NULL DEFAULT '',
  rule_en TEXT NOT NULL DEFAULT '',
  CONSTRAINT event_figures_key PRIMARY KEY (event_id, ordinal),
  CONSTRAINT event_figures_event FOREIGN KEY (event_id) REFERENCES alliance_events (id),
  CONSTRAINT event_figures_qualifier CHECK (qualifier IN ('exact', 'more_than', 'at_least', 'approx'))
);
CREATE INDEX event_figures_of_alliance ON event_figures (alliance_id, event_id, ordinal);

-- How many took part at each moment, where a source counts them. The four answered_ columns stand or fall together.
CREATE TABLE funnel_rows (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  value BIGINT NOT NULL,
  qualifier TEXT NOT NULL,
  noun_es TEXT NOT NULL,
  noun_en TEXT NOT NULL DEFAULT '',
  rule_es TEXT NOT NULL DEFAULT '',
  rule_en TEXT NOT NULL DEFAULT '',
  starts_on TEXT,
  ends_on TEXT,
  date_precision TEXT NOT NULL,
  note_es TEXT NOT NULL DEFAULT '',
  note_en TEXT NOT NULL DEFAULT '',
  answered_percent BIGINT,
  answered_value BIGINT,
  answered_qualifier TEXT,
  answered_computed BOOLEAN,
  answered_rule_es TEXT NOT NULL DEFAULT '',
  answered_rule_en TEXT NOT NULL DEFAULT '',
  chapter_es TEXT NOT NULL DEFAULT '',
  chapter_en TEXT NOT NULL DEFAULT '',
  fact TEXT NOT NULL DEFAULT '',
  CONSTRAINT funnel_rows_key PRIMARY KEY (alliance_id, ordinal),
  CONSTRAINT funnel_rows_qualifier CHECK (qualifier IN ('exact', 'more_than', 'at_least', 'approx'))
);

-- Objectives, achievements, challenges, criteria… in the order of their source.
CREATE TABLE findings (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  text_es TEXT NOT NULL DEFAULT '',
  text_en TEXT NOT NULL DEFAULT '',
  chapter_es TEXT NOT NULL DEFAULT '',
  chapter_en TEXT NOT NULL DEFAULT '',
  fact TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  published_by BIGINT,
  published_at TEXT,
  withdrawn_by BIGINT,
  withdrawn_at TEXT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT findings_key PRIMARY KEY (id),
  CONSTRAINT findings_kind CHECK (kind IN ('objective', 'achievement', 'challenge', 'recommendation', 'reason', 'role', 'criterion',
    'sustainability_criterion', 'mechanism', 'support_activity', 'manual_step'))
);
CREATE INDEX findings_in_order ON findings (alliance_id, kind, ordinal, id);

-- What the source contradicts or leaves open, and what was decided.
CREATE TABLE portal_notes (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  mark TEXT NOT NULL,
  text_es TEXT NOT NULL,
  text_en TEXT NOT NULL DEFAULT '',
  decision_es TEXT NOT NULL DEFAULT '',
  decision_en TEXT NOT NULL DEFAULT '',
  chapter_es TEXT NOT NULL DEFAULT '',
  chapter_en TEXT NOT NULL DEFAULT '',
  fact TEXT NOT NULL DEFAULT '',
  CONSTRAINT portal_notes_key PRIMARY KEY (alliance_id, ordinal)
);

-- Sentences of the alliance's pages by name: hero, period, as_of, citation, licence, story.approach, opened.approach…
CREATE TABLE portal_texts (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  cycle_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  text_es TEXT NOT NULL,
  text_en TEXT NOT NULL DEFAULT '',
  CONSTRAINT portal_texts_key PRIMARY KEY (alliance_id, name)
);

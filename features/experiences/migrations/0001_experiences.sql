-- What an organisation learnt by working for the SDGs in its business model (R-026).
CREATE TABLE experiences (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL DEFAULT 0,
  sector TEXT NOT NULL DEFAULT '',
  sdgs TEXT NOT NULL, -- "4,10,17", in order
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  problem_es TEXT NOT NULL,
  problem_en TEXT NOT NULL DEFAULT '',
  done_es TEXT NOT NULL,
  done_en TEXT NOT NULL DEFAULT '',
  result_es TEXT NOT NULL,
  result_en TEXT NOT NULL DEFAULT '',
  figure BIGINT,
  qualifier TEXT NOT NULL,
  noun_es TEXT NOT NULL DEFAULT '',
  noun_en TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  lessons_es TEXT NOT NULL DEFAULT '',
  lessons_en TEXT NOT NULL DEFAULT '',
  confidentiality TEXT NOT NULL,
  state TEXT NOT NULL,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  proposed_by BIGINT NOT NULL,
  proposed_at TEXT NOT NULL,
  decided_by BIGINT, -- who published or withdrew it last
  changed_at TEXT NOT NULL,
  CONSTRAINT experiences_key PRIMARY KEY (id),
  CONSTRAINT experiences_confidentiality CHECK (confidentiality IN ('everyone', 'members', 'office')),
  CONSTRAINT experiences_state CHECK (state IN ('proposed', 'published', 'withdrawn')),
  CONSTRAINT experiences_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_reason <> '')),
  CONSTRAINT experiences_figure CHECK (figure IS NULL OR source <> '')
);
CREATE INDEX experiences_of_alliance ON experiences (alliance_id, id);
CREATE INDEX experiences_of_organization ON experiences (organization_id, id);

-- What the merge of two organisations moved, so that it can be taken back.
CREATE TABLE experience_merges (
  merge_id BIGINT NOT NULL,
  experience_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  CONSTRAINT experience_merges_key PRIMARY KEY (merge_id, experience_id)
);

-- What was agreed at a meeting. words_folded is what search looks in; due_on orders the list, '9999-12-31' when there is no date.
CREATE TABLE agreements (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  section_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  text TEXT NOT NULL,
  words_folded TEXT NOT NULL,
  organization_id BIGINT NOT NULL,
  person TEXT NOT NULL DEFAULT '',
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT agreements_key PRIMARY KEY (id),
  CONSTRAINT agreements_number UNIQUE (meeting_id, number),
  CONSTRAINT agreements_state CHECK (state IN ('open', 'done', 'cancelled'))
);
CREATE INDEX agreements_of_alliance ON agreements (alliance_id, due_on, id);
CREATE INDEX agreements_of_owner ON agreements (organization_id, due_on, id);

-- Every change with who, when and why; a closing carries its evidence.
CREATE TABLE agreement_changes (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_by_name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT agreement_changes_key PRIMARY KEY (id),
  CONSTRAINT agreement_changes_agreement FOREIGN KEY (agreement_id) REFERENCES agreements (id),
  CONSTRAINT agreement_changes_evidence CHECK (state = 'open' OR note <> '')
);
CREATE INDEX agreement_changes_of_agreement ON agreement_changes (agreement_id, id);

-- Which agreements the merge of two organisations moved, so that it can be taken back.
CREATE TABLE agreement_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  CONSTRAINT agreement_merges_key PRIMARY KEY (merge_id, agreement_id)
);

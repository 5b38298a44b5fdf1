CREATE TABLE imports (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  file_bytes BIGINT NOT NULL,
  format TEXT NOT NULL DEFAULT '',
  encoding TEXT NOT NULL DEFAULT '',
  sheet TEXT NOT NULL DEFAULT '',
  sheets TEXT NOT NULL DEFAULT '',
  heads TEXT NOT NULL DEFAULT '[]',
  columns TEXT NOT NULL DEFAULT '[]',
  rows_read BIGINT NOT NULL DEFAULT 0,
  job_id BIGINT,
  problem TEXT NOT NULL DEFAULT '',
  created_by BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  applied_at TEXT,
  undone_at TEXT,
  CONSTRAINT imports_key PRIMARY KEY (id),
  CONSTRAINT imports_state CHECK (state IN ('uploading', 'reading', 'checking', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed', 'discarded'))
);
CREATE INDEX imports_of_agency ON imports (agency_id, id);
CREATE INDEX imports_by_hash ON imports (agency_id, file_hash);

-- The file as it came, in base64, until it was read.
CREATE TABLE import_pieces (
  agency_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  content TEXT NOT NULL,
  CONSTRAINT import_pieces_key PRIMARY KEY (import_id, ordinal)
);

-- A staged row: what the sheet says, what was judged of it, and, once applied, what is needed to take it back.
CREATE TABLE import_rows (
  agency_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  cells TEXT NOT NULL,
  keep_rfc BOOLEAN NOT NULL,
  choice TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL,
  state TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  name_folded TEXT NOT NULL DEFAULT '',
  organization_id BIGINT,
  version BIGINT NOT NULL DEFAULT 0,
  has_alike BOOLEAN NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  undo TEXT NOT NULL DEFAULT '',
  CONSTRAINT import_rows_key PRIMARY KEY (import_id, number),
  CONSTRAINT import_rows_outcome CHECK (outcome IN ('pending', 'created', 'changed', 'unchanged', 'wrong')),
  CONSTRAINT import_rows_state CHECK (state IN ('staged', 'applied', 'failed', 'restored', 'left'))
);
CREATE INDEX import_rows_by_outcome ON import_rows (import_id, outcome, state, number);
CREATE INDEX import_rows_by_name ON import_rows (import_id, name_folded, number);
CREATE INDEX import_rows_by_organization ON import_rows (import_id, organization_id, number);

-- How the columns of sheets with these heads were understood last.
CREATE TABLE import_layouts (
  agency_id BIGINT NOT NULL,
  heads_hash TEXT NOT NULL,
  columns TEXT NOT NULL,
  CONSTRAINT import_layouts_key PRIMARY KEY (agency_id, heads_hash)
);

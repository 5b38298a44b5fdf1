-- Frameworks of an agency by editions (R-070, R-113), and the files that are looked through before they are loaded.
CREATE TABLE frameworks (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  code TEXT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  CONSTRAINT frameworks_key PRIMARY KEY (id),
  CONSTRAINT frameworks_code UNIQUE (agency_id, code)
);

CREATE TABLE framework_editions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  framework_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  source_es TEXT NOT NULL,
  source_en TEXT NOT NULL DEFAULT '',
  licence_es TEXT NOT NULL DEFAULT '',
  licence_en TEXT NOT NULL DEFAULT '',
  extent TEXT NOT NULL,
  shelf TEXT NOT NULL,
  nodes BIGINT NOT NULL,
  loaded_at TEXT NOT NULL,
  CONSTRAINT framework_editions_key PRIMARY KEY (id),
  CONSTRAINT framework_editions_name UNIQUE (framework_id, name),
  CONSTRAINT framework_editions_framework FOREIGN KEY (framework_id) REFERENCES frameworks (id),
  CONSTRAINT framework_editions_extent CHECK (extent IN ('whole', 'partial')),
  CONSTRAINT framework_editions_shelf CHECK (shelf IN ('in_use', 'out_of_use'))
);
CREATE INDEX framework_editions_of_agency ON framework_editions (agency_id, framework_id);

-- What an edition holds never changes, so it is counted once.
CREATE TABLE framework_levels (
  edition_id BIGINT NOT NULL,
  place BIGINT NOT NULL, -- from the top
  agency_id BIGINT NOT NULL,
  level TEXT NOT NULL,
  listed BIGINT NOT NULL,
  different BIGINT NOT NULL, -- the same one counted once
  CONSTRAINT framework_levels_key PRIMARY KEY (edition_id, place),
  CONSTRAINT framework_levels_edition FOREIGN KEY (edition_id) REFERENCES framework_editions (id)
);
CREATE INDEX framework_levels_of_agency ON framework_levels (agency_id, edition_id, place);

-- Append-only: another wording is another edition.
CREATE TABLE framework_nodes (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  framework_id BIGINT NOT NULL,
  edition_id BIGINT NOT NULL,
  parent_id BIGINT NOT NULL DEFAULT 0,
  place BIGINT NOT NULL, -- in the order of the tree, each before those under it
  depth BIGINT NOT NULL, -- 0: on top
  code TEXT NOT NULL,
  parent_code TEXT NOT NULL DEFAULT '',
  level TEXT NOT NULL DEFAULT '',
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  note_es TEXT NOT NULL DEFAULT '',
  note_en TEXT NOT NULL DEFAULT '',
  weight BIGINT, -- thousandths
  same_as TEXT NOT NULL DEFAULT '',
  formerly TEXT NOT NULL DEFAULT '',
  CONSTRAINT framework_nodes_key PRIMARY KEY (id),
  CONSTRAINT framework_nodes_code UNIQUE (edition_id, code),
  CONSTRAINT framework_nodes_edition FOREIGN KEY (edition_id) REFERENCES framework_editions (id)
);
CREATE UNIQUE INDEX framework_nodes_place ON framework_nodes (edition_id, place);
CREATE INDEX framework_nodes_of_framework ON framework_nodes (framework_id, code);

-- A file that a director sent: its rows as read, judged anew each time they are shown.
CREATE TABLE framework_loads (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  edition TEXT NOT NULL,
  source_es TEXT NOT NULL,
  source_en TEXT NOT NULL DEFAULT '',
  licence_es TEXT NOT NULL DEFAULT '',
  licence_en TEXT NOT NULL DEFAULT '',
  extent TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL, -- SHA-256
  encoding TEXT NOT NULL,
  unread TEXT NOT NULL, -- heads of columns that mean nothing here, as JSON
  rows_read BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT framework_loads_key PRIMARY KEY (id),
  CONSTRAINT framework_loads_state CHECK (state IN ('staged', 'loaded', 'discarded'))
);
CREATE INDEX framework_loads_of_agency ON framework_loads (agency_id, state, id);

CREATE TABLE framework_load_rows (
  load_id BIGINT NOT NULL,
  number BIGINT NOT NULL, -- in the sheet
  agency_id BIGINT NOT NULL,
  cells TEXT NOT NULL, -- JSON, in the order of sheet.h
  CONSTRAINT framework_load_rows_key PRIMARY KEY (load_id, number),
  CONSTRAINT framework_load_rows_load FOREIGN KEY (load_id) REFERENCES framework_loads (id)
);

-- What people said that values mean, once for all rows: {"type": {"gobierno": "federal_body"}}; of older imports nothing.
ALTER TABLE imports ADD COLUMN meanings TEXT NOT NULL DEFAULT '';
-- What a person wrote in a row that the sheet has no column for, by what it is.
ALTER TABLE import_rows ADD COLUMN extra TEXT NOT NULL DEFAULT '';
-- Right, and something is left to be completed.
ALTER TABLE import_rows ADD COLUMN has_warning BOOLEAN NOT NULL DEFAULT FALSE;

-- Values of closed lists that were not understood, and blanks where one is asked for (said is empty), row by row.
CREATE TABLE import_unknowns (
  agency_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  target TEXT NOT NULL,
  said TEXT NOT NULL,
  said_plain TEXT NOT NULL,
  CONSTRAINT import_unknowns_key PRIMARY KEY (import_id, number, target)
);
CREATE INDEX import_unknowns_by_value ON import_unknowns (import_id, target, said_plain);

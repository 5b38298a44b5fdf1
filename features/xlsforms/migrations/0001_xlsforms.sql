-- XLSForms that somebody sent: their cells as read, judged anew each time they are shown, until a survey is made of them.
CREATE TABLE xlsforms (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL, -- SHA-256
  survey_id BIGINT NOT NULL, -- 0 until it is made
  created_at TEXT NOT NULL,
  book TEXT NOT NULL, -- JSON; empty once it is made or discarded
  CONSTRAINT xlsforms_key PRIMARY KEY (id),
  CONSTRAINT xlsforms_state CHECK (state IN ('staged', 'made', 'discarded'))
);
CREATE INDEX xlsforms_of_alliance ON xlsforms (alliance_id, state, id);

-- The code of one day of a meeting. It stands here as it is shown: it serves some hours, and only to say who arrived.
CREATE TABLE checkin_codes (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  held_on TEXT NOT NULL,
  code TEXT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn_at TEXT,
  CONSTRAINT checkin_codes_key PRIMARY KEY (id),
  CONSTRAINT checkin_codes_code UNIQUE (code)
);
CREATE UNIQUE INDEX checkin_codes_in_force ON checkin_codes (meeting_id, held_on) WHERE withdrawn_at IS NULL;

-- The neutral-space notice at the start of a session (R-011): read aloud by who keeps it, or accepted with one's arrival.
CREATE TABLE checkin_notices (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  attendance_id BIGINT NOT NULL DEFAULT 0, -- who accepted it; 0: it was read aloud
  notice_version BIGINT NOT NULL,
  told_account BIGINT NOT NULL, -- 0: by the code
  at TEXT NOT NULL,
  CONSTRAINT checkin_notices_key PRIMARY KEY (id)
);
CREATE INDEX checkin_notices_of_meeting ON checkin_notices (meeting_id, attendance_id);

-- Who was given the minutes behind a personal link (platform/auth/links.h): one row for each organisation that attended, whatever the
-- number of letters. A link that was taken back stays so until somebody sends another.
CREATE TABLE minutes_copies (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  letter_id BIGINT NOT NULL,
  given_at TEXT NOT NULL,
  revoked_at TEXT,
  CONSTRAINT minutes_copies_key PRIMARY KEY (id),
  CONSTRAINT minutes_copies_one UNIQUE (meeting_id, organization_id)
);

-- What was said behind such a link has no account: the copy tells of which organisation it is.
ALTER TABLE minutes_comments ADD COLUMN copy_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE minutes_assents ADD COLUMN copy_id BIGINT NOT NULL DEFAULT 0;

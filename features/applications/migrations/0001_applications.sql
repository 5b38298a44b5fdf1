-- An organisation asks to take part. Nobody of the agency sees it before its address is confirmed.
CREATE TABLE applications (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  organization_name TEXT NOT NULL,
  organization_type TEXT NOT NULL,
  person_name TEXT NOT NULL,
  position TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  why TEXT NOT NULL,
  lang TEXT NOT NULL,
  network TEXT NOT NULL, -- where it came from, while it counts against a limit
  organization_id BIGINT NOT NULL DEFAULT 0, -- what it became
  created_at TEXT NOT NULL,
  confirmed_at TEXT,
  decided_at TEXT,
  decided_by BIGINT NOT NULL DEFAULT 0,
  decided_by_name TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '', -- of declining
  CONSTRAINT applications_key PRIMARY KEY (id),
  CONSTRAINT applications_state CHECK (state IN ('unconfirmed', 'pending', 'accepted', 'declined')),
  CONSTRAINT applications_confirmed CHECK ((state = 'unconfirmed') = (confirmed_at IS NULL)),
  CONSTRAINT applications_decided CHECK ((state IN ('accepted', 'declined')) = (decided_at IS NOT NULL)),
  CONSTRAINT applications_declined CHECK (state <> 'declined' OR reason <> ''),
  CONSTRAINT applications_accepted CHECK (state <> 'accepted' OR organization_id <> 0)
);
CREATE INDEX applications_of_alliance ON applications (alliance_id, state, id);
CREATE INDEX applications_by_network ON applications (network, created_at) WHERE network <> '';
CREATE INDEX applications_of_address ON applications (alliance_id, email_folded);
CREATE INDEX applications_by_day ON applications (alliance_id, created_at);
CREATE INDEX applications_decided_on ON applications (decided_at) WHERE decided_at IS NOT NULL;

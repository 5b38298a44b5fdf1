-- A person is offered a seat: to sign in and act for an organisation. The seat itself is an appointment (platform/auth).
CREATE TABLE seat_offers (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL, -- where it was offered; the seat counts in each alliance the organisation takes part in
  organization_id BIGINT NOT NULL,
  person_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  lang TEXT NOT NULL,
  role TEXT NOT NULL, -- representative, delegate
  offered_by BIGINT NOT NULL,
  offered_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  taken_at TEXT,
  withdrawn_at TEXT,
  CONSTRAINT seat_offers_key PRIMARY KEY (id)
);
CREATE UNIQUE INDEX seat_offers_open ON seat_offers (organization_id, email_key)
  WHERE taken_at IS NULL AND withdrawn_at IS NULL;

-- A member proposes a guest (R-012): such an application was asked for by that organisation, and nobody has to confirm an address.
ALTER TABLE applications ADD COLUMN proposer_id BIGINT NOT NULL DEFAULT 0; -- the organisation; 0: it asked by itself
ALTER TABLE applications ADD COLUMN proposer_account BIGINT NOT NULL DEFAULT 0;
CREATE INDEX applications_of_proposer ON applications (alliance_id, proposer_id, id) WHERE proposer_id <> 0;

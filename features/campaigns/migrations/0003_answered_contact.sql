-- Who answered and was nobody's contact yet became one: which one (an affiliation of membership); 0: nobody.
ALTER TABLE invitations ADD COLUMN answered_contact BIGINT NOT NULL DEFAULT 0;
CREATE INDEX invitations_answered_by_contacts ON invitations (alliance_id, organization_id) WHERE answered_contact <> 0;

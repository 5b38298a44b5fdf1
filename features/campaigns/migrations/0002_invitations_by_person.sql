-- By address, over all campaigns: what is looked for when a person asks for their data, or that they be forgotten.
CREATE INDEX invitations_by_person ON invitations (email_folded);

-- The address of a person, folded: what is looked for when a person asks for their data, or that they be forgotten.
ALTER TABLE persons ADD COLUMN email_key TEXT NOT NULL DEFAULT '';
UPDATE persons SET email_key = lower(email);
CREATE INDEX persons_by_address ON persons (email_key) WHERE email_key <> '';

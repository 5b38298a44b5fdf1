-- Whom a link was sent to, folded: what is looked for when a person asks for their data, or that they be forgotten.
ALTER TABLE auth_links ADD COLUMN address_key TEXT NOT NULL DEFAULT '';
UPDATE auth_links SET address_key = lower(address);
CREATE INDEX auth_links_by_person ON auth_links (address_key);

-- Whom a letter is for, folded: what is looked for when a person asks for their data, or that they be forgotten.
ALTER TABLE mail_letters ADD COLUMN to_key TEXT NOT NULL DEFAULT '';
UPDATE mail_letters SET to_key = lower(to_address);
CREATE INDEX mail_letters_by_person ON mail_letters (to_key);
-- Its address and text go as soon as it was sent.
ALTER TABLE mail_letters ADD COLUMN is_fleeting BOOLEAN NOT NULL DEFAULT FALSE;
-- When its text was emptied: it may hold a link that opens something.
ALTER TABLE mail_letters ADD COLUMN forgotten_at TEXT;
CREATE INDEX mail_letters_to_forget ON mail_letters (state, changed_at) WHERE forgotten_at IS NULL;

-- Whose name stands at From: the institution's; '': the server's own (mail.from_name). The address is always the server's.
ALTER TABLE mail_letters ADD COLUMN from_name TEXT NOT NULL DEFAULT '';

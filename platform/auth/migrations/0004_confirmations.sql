-- When the person at this session last proved who they are, after signing in.
ALTER TABLE sessions ADD COLUMN confirmed_at TEXT;

-- Who can sign in.
CREATE TABLE accounts (
  id BIGINT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  search TEXT NOT NULL, -- name and e-mail, folded
  lang TEXT NOT NULL,
  password_hash TEXT,
  must_change BOOLEAN NOT NULL,
  created_at TEXT NOT NULL,
  disabled_at TEXT,
  disabled_by BIGINT,
  CONSTRAINT accounts_pk PRIMARY KEY (id),
  CONSTRAINT accounts_email UNIQUE (email_key)
);

-- A browser that is signed in. Only the hash of its secret is here.
CREATE TABLE sessions (
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  secret_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  CONSTRAINT sessions_pk PRIMARY KEY (id),
  CONSTRAINT sessions_secret UNIQUE (secret_hash),
  CONSTRAINT sessions_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_last_seen ON sessions (last_seen);

-- Failed sign-ins in a row, by e-mail (hashed, whether an account has it or not) and by network address.
CREATE TABLE sign_in_attempts (
  subject TEXT NOT NULL,
  failures BIGINT NOT NULL,
  last_at TEXT NOT NULL,
  locked_until TEXT,
  CONSTRAINT sign_in_attempts_pk PRIMARY KEY (subject)
);
CREATE INDEX sign_in_attempts_by_last ON sign_in_attempts (last_at);

CREATE TABLE access_tokens (
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL, -- words with one space between
  secret_hash TEXT NOT NULL,
  hint TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  last_used TEXT,
  revoked_at TEXT,
  CONSTRAINT access_tokens_pk PRIMARY KEY (id),
  CONSTRAINT access_tokens_secret UNIQUE (secret_hash),
  CONSTRAINT access_tokens_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);
CREATE INDEX access_tokens_by_account ON access_tokens (account_id);

-- Offices, from-to. Ended rows stay.
CREATE TABLE appointments (
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  scope_kind TEXT NOT NULL,
  scope_id BIGINT NOT NULL, -- 0: the server
  role TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  granted_by BIGINT NOT NULL, -- 0: the program
  granted_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  document TEXT NOT NULL,
  ended_by BIGINT NOT NULL,
  ended_at TEXT,
  end_reason TEXT NOT NULL,
  CONSTRAINT appointments_pk PRIMARY KEY (id),
  CONSTRAINT appointments_account FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT appointments_order CHECK (until IS NULL OR until >= since)
);
CREATE INDEX appointments_by_account ON appointments (account_id, since);
CREATE INDEX appointments_by_scope ON appointments (scope_kind, scope_id, role);

-- Writes that were answered, so that the same form or call sent twice acts once.
CREATE TABLE request_keys (
  account_id BIGINT NOT NULL,
  route TEXT NOT NULL,
  request_key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  location TEXT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT request_keys_pk PRIMARY KEY (account_id, route, request_key)
);
CREATE INDEX request_keys_by_age ON request_keys (created_at);

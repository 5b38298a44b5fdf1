-- A second factor of an account: codes that a telephone makes. The secret is sealed with the server's key.
CREATE TABLE second_factors (
  account_id BIGINT NOT NULL,
  secret TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  confirmed_at TEXT, -- until then it is not asked for
  last_step BIGINT NOT NULL, -- of the last code that was accepted: it and earlier ones serve no more
  CONSTRAINT second_factors_pk PRIMARY KEY (account_id),
  CONSTRAINT second_factors_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);

-- For who has lost the telephone. Only hashes; each serves once.
CREATE TABLE recovery_codes (
  account_id BIGINT NOT NULL,
  code_hash TEXT NOT NULL,
  used_at TEXT,
  CONSTRAINT recovery_codes_pk PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_codes_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);

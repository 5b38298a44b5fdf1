-- Work that is done later, by whichever server takes it. A row exists iff the act that asked for it was committed.
CREATE TABLE jobs (
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL, -- waiting, running, done, dead, cancelled, dismissed
  payload TEXT NOT NULL, -- JSON: ids and words, no personal values
  unique_key TEXT, -- at most one waiting of its kind
  agency_id BIGINT NOT NULL, -- 0: the server
  alliance_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL, -- who asked; 0: the program
  created_at TEXT NOT NULL,
  run_at TEXT NOT NULL, -- waiting: not before
  attempt BIGINT NOT NULL, -- times it was taken; only grows: the fence
  forgiven BIGINT NOT NULL, -- of these, those that do not count
  claimed_by TEXT NOT NULL,
  lease_until TEXT,
  started_at TEXT,
  finished_at TEXT,
  cancel_asked BOOLEAN NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL, -- 0: not known
  phase TEXT NOT NULL, -- message key
  saved TEXT NOT NULL, -- what the next attempt goes on from
  result_id BIGINT NOT NULL,
  result_text TEXT NOT NULL,
  error TEXT NOT NULL, -- message key of the last failure
  error_detail TEXT NOT NULL, -- safe words for the operator
  CONSTRAINT jobs_pk PRIMARY KEY (id),
  CONSTRAINT jobs_state_known CHECK (state IN ('waiting', 'running', 'done', 'dead', 'cancelled', 'dismissed')),
  CONSTRAINT jobs_leased CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CONSTRAINT jobs_ended CHECK ((state IN ('waiting', 'running')) = (finished_at IS NULL))
);
CREATE UNIQUE INDEX jobs_waiting_once ON jobs (kind, unique_key) WHERE state = 'waiting';
CREATE INDEX jobs_due ON jobs (kind, run_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_by_account ON jobs (account_id, id);
CREATE INDEX jobs_by_agency ON jobs (agency_id, id);
CREATE INDEX jobs_old ON jobs (finished_at) WHERE finished_at IS NOT NULL;

-- Up to which period each periodic kind has been asked for.
CREATE TABLE job_periods (
  kind TEXT NOT NULL,
  period TEXT NOT NULL, -- when it began
  CONSTRAINT job_periods_pk PRIMARY KEY (kind)
);

-- What the convening institution owes the alliance (R-010).
CREATE TABLE duties (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  owner_account BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  every_months BIGINT NOT NULL DEFAULT 0, -- 0: once
  state TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  changed_at TEXT NOT NULL,
  CONSTRAINT duties_key PRIMARY KEY (id),
  CONSTRAINT duties_kind CHECK (kind IN ('agenda', 'invitations', 'follow_up', 'report', 'knowledge')),
  CONSTRAINT duties_state CHECK (state IN ('open', 'done', 'cancelled'))
);
CREATE INDEX duties_of_alliance ON duties (alliance_id, state, due_on, id);

-- Each change of a duty: never overwritten.
CREATE TABLE duty_steps (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  duty_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', -- evidence, or the reason
  owner_account BIGINT NOT NULL, -- as it stood after it
  due_on TEXT NOT NULL,
  done_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT duty_steps_key PRIMARY KEY (id)
);
CREATE INDEX duty_steps_of_duty ON duty_steps (duty_id, id);

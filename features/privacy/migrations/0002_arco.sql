-- What a person asked of an agency under the law (access, rectification, cancellation, opposition), until when it must be answered, and
-- how it was. What happened is a step each; the row holds where it stands.
CREATE TABLE arco_requests (
  agency_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  law_right TEXT NOT NULL,
  person_name TEXT NOT NULL,
  name_key TEXT NOT NULL, -- folded, to find what was asked without an address
  email TEXT NOT NULL, -- may be empty
  email_key TEXT NOT NULL,
  account_id BIGINT NOT NULL, -- whose account it came from; 0: none
  way TEXT NOT NULL,
  received_on TEXT NOT NULL,
  what TEXT NOT NULL,
  proof TEXT NOT NULL, -- how the person showed who they are
  state TEXT NOT NULL,
  due_on TEXT NOT NULL, -- of the answer; after it, of carrying it out
  is_extended BOOLEAN NOT NULL,
  outcome TEXT NOT NULL,
  CONSTRAINT arco_requests_key PRIMARY KEY (agency_id, id),
  CONSTRAINT arco_requests_right CHECK (law_right IN ('access', 'rectification', 'cancellation', 'opposition')),
  CONSTRAINT arco_requests_way CHECK (way IN ('account', 'writing', 'email', 'in_person')),
  CONSTRAINT arco_requests_state CHECK (state IN ('waiting', 'granted', 'closed')),
  CONSTRAINT arco_requests_outcome CHECK (outcome IN ('none', 'granted', 'partly', 'refused', 'withdrawn'))
);
CREATE INDEX arco_requests_open ON arco_requests (agency_id, due_on, id) WHERE state <> 'closed';
CREATE INDEX arco_requests_by_account ON arco_requests (account_id) WHERE account_id <> 0;
CREATE INDEX arco_requests_by_address ON arco_requests (email_key);
CREATE INDEX arco_requests_by_name ON arco_requests (name_key);

CREATE TABLE arco_steps (
  agency_id BIGINT NOT NULL,
  request_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  due_on TEXT, -- what the step set
  note TEXT NOT NULL,
  noted_by BIGINT NOT NULL,
  noted_at TEXT NOT NULL,
  CONSTRAINT arco_steps_key PRIMARY KEY (agency_id, request_id, id),
  CONSTRAINT arco_steps_request FOREIGN KEY (agency_id, request_id) REFERENCES arco_requests (agency_id, id),
  CONSTRAINT arco_steps_kind CHECK (kind IN ('received', 'extended', 'answered', 'carried_out'))
);

-- The days of the law, as the agency counts them; without a row, the program's own.
CREATE TABLE arco_terms (
  agency_id BIGINT NOT NULL,
  answer_days BIGINT NOT NULL,
  extension_days BIGINT NOT NULL,
  effect_days BIGINT NOT NULL,
  CONSTRAINT arco_terms_key PRIMARY KEY (agency_id)
);

-- Mail that leaves, or has left. A row exists iff the act that asked for it was committed.
CREATE TABLE mail_letters (
  id BIGINT NOT NULL,
  state TEXT NOT NULL, -- queued, sending, sent, failed, unsure, bounced
  agency_id BIGINT NOT NULL, -- 0: the server
  to_address TEXT NOT NULL,
  to_name TEXT NOT NULL,
  subject TEXT NOT NULL,
  lang TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT NOT NULL, -- may be empty
  reply_to TEXT,
  unsubscribe TEXT, -- a link
  created_at TEXT NOT NULL, -- its Date
  changed_at TEXT NOT NULL, -- when the state was last written
  message_id TEXT NOT NULL, -- without angle brackets; the part before @ until it is first sent, then never changed
  job_id BIGINT NOT NULL, -- who sends or sent it last, and in which attempt; 0: nobody yet
  job_attempt BIGINT NOT NULL,
  tries BIGINT NOT NULL, -- times that somebody began to send it
  reply_code BIGINT NOT NULL, -- the server's last word; 0: none
  reply TEXT NOT NULL, -- may quote the address
  CONSTRAINT mail_letters_pk PRIMARY KEY (id),
  CONSTRAINT mail_letters_state_known CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unsure', 'bounced')),
  CONSTRAINT mail_letters_begun CHECK (state = 'queued' OR tries > 0)
);
CREATE INDEX mail_letters_by_state ON mail_letters (state, id);
CREATE INDEX mail_letters_by_message_id ON mail_letters (message_id);

CREATE TABLE campaigns (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  subject_es TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  body_es TEXT NOT NULL,
  body_en TEXT NOT NULL,
  deadline TEXT NOT NULL, -- the last day, at the alliance
  adherence TEXT NOT NULL,
  reply_to TEXT,
  state TEXT NOT NULL,
  reminders BIGINT NOT NULL DEFAULT 0, -- rounds that were asked for
  job_id BIGINT NOT NULL DEFAULT 0,
  sent_at TEXT,
  closed_at TEXT,
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_by BIGINT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT campaigns_key PRIMARY KEY (id),
  CONSTRAINT campaigns_name UNIQUE (alliance_id, name_folded),
  CONSTRAINT campaigns_state CHECK (state IN ('draft', 'sending', 'paused', 'sent', 'closed')),
  CONSTRAINT campaigns_adherence CHECK (adherence IN ('required', 'not_required'))
);

-- One organisation is asked once in a campaign, and one address gets one letter.
CREATE TABLE invitations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  organization_name TEXT NOT NULL, -- as the letter says it
  organization_folded TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  person_name TEXT NOT NULL,
  position TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  lang TEXT NOT NULL,
  state TEXT NOT NULL,
  list_order BIGINT NOT NULL, -- of the state: who is silent first
  letter_id BIGINT NOT NULL DEFAULT 0, -- the last one
  reminders BIGINT NOT NULL DEFAULT 0,
  round BIGINT NOT NULL DEFAULT 0, -- of reminders, the last that looked at it
  letter_at TEXT,
  sent_at TEXT,
  seen_at TEXT,
  answered_at TEXT,
  answered_by TEXT NOT NULL DEFAULT '',
  answered_position TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  notice_version BIGINT NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  CONSTRAINT invitations_key PRIMARY KEY (id),
  CONSTRAINT invitations_campaign FOREIGN KEY (campaign_id) REFERENCES campaigns (id),
  CONSTRAINT invitations_address UNIQUE (campaign_id, email_folded),
  CONSTRAINT invitations_organization UNIQUE (campaign_id, organization_id),
  CONSTRAINT invitations_state CHECK (state IN ('drafted', 'queued', 'sent', 'failed', 'unsure', 'bounced', 'accepted', 'declined', 'revoked')),
  CONSTRAINT invitations_answer CHECK ((answered_at IS NOT NULL) = (state IN ('accepted', 'declined'))),
  CONSTRAINT invitations_notice CHECK (state <> 'accepted' OR notice_version > 0)
);
CREATE INDEX invitations_in_order ON invitations (campaign_id, list_order, organization_folded, id);
CREATE INDEX invitations_by_letter ON invitations (letter_id) WHERE letter_id <> 0;
CREATE INDEX invitations_by_organization ON invitations (organization_id);

-- Every state an invitation was in, and its letters (R-003).
CREATE TABLE invitation_steps (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  invitation_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  by_account BIGINT NOT NULL, -- 0: the program, or who held the link
  letter_id BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT invitation_steps_key PRIMARY KEY (id),
  CONSTRAINT invitation_steps_invitation FOREIGN KEY (invitation_id) REFERENCES invitations (id)
);
CREATE INDEX invitation_steps_of_one ON invitation_steps (invitation_id, id);

-- What the merge of two organisations did to rows here, so that it can be taken back.
CREATE TABLE campaign_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  invitation_id BIGINT NOT NULL,
  CONSTRAINT campaign_merges_key PRIMARY KEY (merge_id, invitation_id)
);

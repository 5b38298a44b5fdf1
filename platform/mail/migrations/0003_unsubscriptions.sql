-- Who wants no more reminders and bulletins from an agency. Answers to what they do themselves still reach them.
CREATE TABLE mail_unsubscriptions (
  agency_id BIGINT NOT NULL,
  email_folded TEXT NOT NULL,
  since TEXT NOT NULL,
  CONSTRAINT mail_unsubscriptions_key PRIMARY KEY (agency_id, email_folded)
);

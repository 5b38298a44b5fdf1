-- Who asked to get the bulletins of an alliance by e-mail (R-028): pending until the address was confirmed from its own mailbox.
-- Whoever leaves is deleted.
CREATE TABLE bulletin_subscriptions (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  lang TEXT NOT NULL,
  asked_at TEXT NOT NULL, -- the last letter that asks to confirm
  confirmed_at TEXT,
  CONSTRAINT bulletin_subscriptions_key PRIMARY KEY (id),
  CONSTRAINT bulletin_subscriptions_email UNIQUE (alliance_id, email_key),
  CONSTRAINT bulletin_subscriptions_lang CHECK (lang IN ('es', 'en'))
);
CREATE INDEX bulletin_subscriptions_confirmed ON bulletin_subscriptions (alliance_id, id) WHERE confirmed_at IS NOT NULL;
CREATE INDEX bulletin_subscriptions_pending ON bulletin_subscriptions (asked_at) WHERE confirmed_at IS NULL;

-- Which letter told whom of which edition: nobody gets two, also after a server was killed.
CREATE TABLE bulletin_letters (
  edition_id BIGINT NOT NULL,
  subscription_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  letter_id BIGINT NOT NULL,
  CONSTRAINT bulletin_letters_key PRIMARY KEY (edition_id, subscription_id)
);

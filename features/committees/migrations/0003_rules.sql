-- How a body works, by editions. The row of the committee has the newest one, for lists; what held on a day is asked here.
ALTER TABLE committees ADD COLUMN quorum_number BIGINT;
ALTER TABLE committees ADD COLUMN voting_base TEXT NOT NULL DEFAULT 'present';
CREATE TABLE committee_rules (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  since TEXT NOT NULL,
  quorum_percent BIGINT,
  quorum_number BIGINT,
  voting_base TEXT NOT NULL,
  rules_es TEXT NOT NULL DEFAULT '',
  rules_en TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL DEFAULT '',
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT committee_rules_key PRIMARY KEY (id),
  CONSTRAINT committee_rules_edition UNIQUE (committee_id, edition),
  CONSTRAINT committee_rules_committee FOREIGN KEY (committee_id) REFERENCES committees (id),
  CONSTRAINT committee_rules_base CHECK (voting_base IN ('present', 'members')),
  CONSTRAINT committee_rules_quorum CHECK (quorum_percent IS NULL OR quorum_number IS NULL)
);
INSERT INTO committee_rules (id, agency_id, alliance_id, committee_id, edition, since, quorum_percent, voting_base, rules_es,
  rules_en, recorded_by, recorded_at)
SELECT id, agency_id, alliance_id, id, 1, COALESCE(founded_on, substr(created_at, 1, 10)), quorum_percent, 'present', rules_es,
  rules_en, created_by, created_at FROM committees;

-- An office may end before anybody succeeds: who, when, why.
ALTER TABLE committee_appointments ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE committee_appointments ADD COLUMN ended_by BIGINT;
ALTER TABLE committee_appointments ADD COLUMN ended_at TEXT;

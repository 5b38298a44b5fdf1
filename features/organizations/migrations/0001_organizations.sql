-- The agency's directory: one firm is one row even in three alliances. `shelf` is where the row stands: active, inactive (no longer in
-- use, kept) or merged (a duplicate, see organization_merges). Every list index begins with agency_id, shelf.
CREATE TABLE organizations (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  shelf TEXT NOT NULL,
  version BIGINT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  description_es TEXT NOT NULL,
  description_en TEXT NOT NULL,
  country TEXT NOT NULL,
  state TEXT NOT NULL,
  region TEXT NOT NULL,
  municipality TEXT NOT NULL,
  rfc TEXT NOT NULL,
  rfc_kept BOOLEAN NOT NULL,
  sector TEXT NOT NULL,
  size TEXT NOT NULL,
  is_sme BOOLEAN NOT NULL,
  parent TEXT NOT NULL,
  mandate TEXT NOT NULL,
  website TEXT NOT NULL,
  origin TEXT NOT NULL,
  origin_organization_id BIGINT,
  source TEXT NOT NULL,
  sdg_priority BIGINT NOT NULL,
  sdg_interested BIGINT NOT NULL,
  merged_into BIGINT,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CONSTRAINT organizations_key PRIMARY KEY (id),
  CONSTRAINT organizations_shelf CHECK (shelf IN ('active', 'inactive', 'merged')),
  CONSTRAINT organizations_merged CHECK ((shelf = 'merged') = (merged_into IS NOT NULL)),
  CONSTRAINT organizations_merged_into FOREIGN KEY (merged_into) REFERENCES organizations (id),
  CONSTRAINT organizations_origin FOREIGN KEY (origin_organization_id) REFERENCES organizations (id)
);
-- A filter and an order are one index each, so a page costs the same at a thousand rows and at a million. Ids sort by time: "newest" is id.
CREATE INDEX organizations_by_name ON organizations (agency_id, shelf, name_folded, id);
CREATE INDEX organizations_by_newest ON organizations (agency_id, shelf, id);
CREATE INDEX organizations_by_type ON organizations (agency_id, shelf, type, name_folded, id);
CREATE INDEX organizations_by_type_newest ON organizations (agency_id, shelf, type, id);
CREATE INDEX organizations_by_state ON organizations (agency_id, shelf, state, name_folded, id);
CREATE INDEX organizations_by_state_newest ON organizations (agency_id, shelf, state, id);
CREATE INDEX organizations_by_sector ON organizations (agency_id, shelf, sector, name_folded, id);
CREATE INDEX organizations_by_sector_newest ON organizations (agency_id, shelf, sector, id);
CREATE INDEX organizations_by_size ON organizations (agency_id, shelf, size, name_folded, id);
CREATE INDEX organizations_by_size_newest ON organizations (agency_id, shelf, size, id);
CREATE INDEX organizations_sme ON organizations (agency_id, shelf, name_folded, id) WHERE is_sme;
CREATE INDEX organizations_sme_newest ON organizations (agency_id, shelf, id) WHERE is_sme;
CREATE INDEX organizations_merged_rows ON organizations (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX organizations_proposed_by ON organizations (origin_organization_id) WHERE origin_organization_id IS NOT NULL;

-- Goals an organisation cares about; name_folded and shelf are copies, for the order of lists.
CREATE TABLE organization_sdgs (
  agency_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  goal BIGINT NOT NULL,
  level TEXT NOT NULL,
  declared_on TEXT NOT NULL,
  shelf TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  CONSTRAINT organization_sdgs_key PRIMARY KEY (organization_id, goal),
  CONSTRAINT organization_sdgs_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT organization_sdgs_goal CHECK (goal BETWEEN 1 AND 17),
  CONSTRAINT organization_sdgs_level CHECK (level IN ('priority', 'interested'))
);
CREATE INDEX organization_sdgs_by_name ON organization_sdgs (agency_id, shelf, goal, name_folded, organization_id);
CREATE INDEX organization_sdgs_by_newest ON organization_sdgs (agency_id, shelf, goal, organization_id);

-- What membership knows, as this feature's lists need it: kept by the listener of `membership.changed`. `shown`: members see it too.
CREATE TABLE organization_participations (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  status TEXT NOT NULL,
  since TEXT NOT NULL,
  shown BOOLEAN NOT NULL,
  shelf TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  CONSTRAINT organization_participations_key PRIMARY KEY (alliance_id, organization_id),
  CONSTRAINT organization_participations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX organization_participations_by_status ON organization_participations (alliance_id, shelf, status, name_folded, organization_id);
CREATE INDEX organization_participations_by_status_newest ON organization_participations (alliance_id, shelf, status, organization_id);
CREATE INDEX organization_participations_shown ON organization_participations (alliance_id, shelf, name_folded, organization_id) WHERE shown;
CREATE INDEX organization_participations_shown_newest ON organization_participations (alliance_id, shelf, organization_id) WHERE shown;
CREATE INDEX organization_participations_by_organization ON organization_participations (organization_id);

-- Folded words of names, aliases and place: search by the beginning of words on both engines.
CREATE TABLE organization_words (
  agency_id BIGINT NOT NULL,
  word TEXT NOT NULL,
  organization_id BIGINT NOT NULL,
  CONSTRAINT organization_words_key PRIMARY KEY (agency_id, word, organization_id)
);
CREATE INDEX organization_words_by_organization ON organization_words (organization_id, word);

-- Other names: a short name, initials, the name of a merged duplicate.
CREATE TABLE organization_aliases (
  agency_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  CONSTRAINT organization_aliases_key PRIMARY KEY (organization_id, name_folded),
  CONSTRAINT organization_aliases_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX organization_aliases_by_name ON organization_aliases (agency_id, name_folded);

-- Business interests and capacities, in the organisation's own words.
CREATE TABLE organization_statements (
  agency_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT organization_statements_key PRIMARY KEY (organization_id, kind, ordinal),
  CONSTRAINT organization_statements_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT organization_statements_kind CHECK (kind IN ('interest', 'capacity'))
);

-- Changes whenever a list of the agency could change: what is remembered of lists (counts) is valid for one sum of these rows. Sixteen
-- rows an agency, so that writers seldom meet on one.
CREATE TABLE organization_editions (
  agency_id BIGINT NOT NULL,
  stripe BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  CONSTRAINT organization_editions_key PRIMARY KEY (agency_id, stripe)
);

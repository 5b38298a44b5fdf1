CREATE TABLE agencies (
  id BIGINT NOT NULL,
  slug TEXT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  short_name TEXT NOT NULL,
  country TEXT NOT NULL,
  zone TEXT NOT NULL,
  brand TEXT NOT NULL,
  brand_deep TEXT NOT NULL,
  brand_soft TEXT NOT NULL,
  logo_png TEXT NOT NULL DEFAULT '',
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT agencies_key PRIMARY KEY (id),
  CONSTRAINT agencies_slug UNIQUE (slug)
);

-- Units of the agency and what each manages (R-116).
CREATE TABLE agency_units (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  name_es TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT '',
  manages_es TEXT NOT NULL DEFAULT '',
  manages_en TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  CONSTRAINT agency_units_key PRIMARY KEY (id),
  CONSTRAINT agency_units_agency FOREIGN KEY (agency_id) REFERENCES agencies (id)
);
CREATE INDEX agency_units_in_order ON agency_units (agency_id, ordinal);

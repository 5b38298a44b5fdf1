-- What can be found by its words (platform/search/search.h). `door` says who may find it; `words` are the folded words of both
-- languages, made by us, so no dictionary of the server has a say: weight A in the title, D in the text, and the door as a word of its
-- own ('@…').
CREATE TABLE search_documents (
  number BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind TEXT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  door TEXT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL,
  text_es TEXT NOT NULL,
  text_en TEXT NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT search_documents_number PRIMARY KEY (number),
  CONSTRAINT search_documents_key UNIQUE (kind, id, alliance_id)
);
CREATE INDEX search_documents_words ON search_documents USING gin (words);

-- Which kinds this database has an index of, and in which edition (search::Kind).
CREATE TABLE search_kinds (
  kind TEXT NOT NULL,
  edition BIGINT NOT NULL,
  CONSTRAINT search_kinds_key PRIMARY KEY (kind)
);

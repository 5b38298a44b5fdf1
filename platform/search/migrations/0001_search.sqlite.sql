-- What can be found by its words (platform/search/search.h). `door` says who may find it.
CREATE TABLE search_documents (
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  door TEXT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL,
  text_es TEXT NOT NULL,
  text_en TEXT NOT NULL,
  CONSTRAINT search_documents_number PRIMARY KEY (number),
  CONSTRAINT search_documents_key UNIQUE (kind, id, alliance_id)
);

-- The folded words of both languages, one space between them; rowid is the document's number. No trigger keeps it: we open databases
-- with trusted_schema off, and then a trigger may not touch a virtual table. `ascii`: a character beyond ASCII is part of a word, as
-- in our own folding.
CREATE VIRTUAL TABLE search_words USING fts5 (title_words, text_words, door, tokenize = 'ascii');

-- Which kinds this database has an index of, and in which edition (search::Kind).
CREATE TABLE search_kinds (
  kind TEXT NOT NULL,
  edition BIGINT NOT NULL,
  CONSTRAINT search_kinds_key PRIMARY KEY (kind)
);

-- What became of reading a version's text for the search. Versions of before stay as they are: texts were read at once, other files
-- not at all.
ALTER TABLE document_versions ADD COLUMN reading TEXT NOT NULL DEFAULT 'none';
UPDATE document_versions SET reading = 'whole' WHERE words <> '';

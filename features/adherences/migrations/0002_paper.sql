-- A letter that was signed on paper (R-006): its scan is a content of platform/files, under the digest in sha256.
ALTER TABLE adherences ADD COLUMN signed_on TEXT; -- the day on the paper; null: signed behind the link
ALTER TABLE adherences ADD COLUMN paper_type TEXT NOT NULL DEFAULT ''; -- empty: no paper
ALTER TABLE adherences ADD COLUMN paper_name TEXT NOT NULL DEFAULT '';
ALTER TABLE adherences ADD COLUMN recorded_account BIGINT NOT NULL DEFAULT 0;

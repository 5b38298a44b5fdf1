-- Contents that lie in the folder of files, by their SHA-256. A row without uses waits for the sweep since released_at.
CREATE TABLE files (
  digest TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  kept_at TEXT NOT NULL,
  released_at TEXT,
  CONSTRAINT files_key PRIMARY KEY (digest),
  CONSTRAINT files_bytes CHECK (bytes >= 0)
);
CREATE INDEX files_released ON files (released_at, digest);

-- What needs a content: a version of a document, an archive that was made.
CREATE TABLE file_uses (
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  CONSTRAINT file_uses_key PRIMARY KEY (digest, kind, subject_id),
  CONSTRAINT file_uses_file FOREIGN KEY (digest) REFERENCES files (digest)
);

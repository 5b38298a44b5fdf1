-- Which letters about an agreement were written: when it was approved (due_on empty), before its day and after it. Each once for its day.
CREATE TABLE agreement_letters (
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  due_on TEXT NOT NULL DEFAULT '',
  letter_id BIGINT NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT agreement_letters_key PRIMARY KEY (agreement_id, kind, due_on),
  CONSTRAINT agreement_letters_agreement FOREIGN KEY (agreement_id) REFERENCES agreements (id),
  CONSTRAINT agreement_letters_kind CHECK (kind IN ('made', 'soon', 'late'))
);

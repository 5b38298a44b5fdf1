-- Seats and open offers that the merge of two organisations moved, so that it can be taken back.
CREATE TABLE seat_merges (
  merge_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  kind TEXT NOT NULL, -- seat, offer
  moved_id BIGINT NOT NULL,
  CONSTRAINT seat_merges_key PRIMARY KEY (merge_id, kind, moved_id),
  CONSTRAINT seat_merges_kind CHECK (kind IN ('seat', 'offer'))
);

-- The edition of a recorded consensus on which a committee stands (results, by its id); 0: an agreement, or words with their source.
ALTER TABLE committee_records ADD COLUMN consensus_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX committee_records_of_consensus ON committee_records (consensus_id, committee_id) WHERE consensus_id <> 0;

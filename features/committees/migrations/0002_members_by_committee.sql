-- Every membership of a committee, past ones too: the page of one committee and the download of all.
CREATE INDEX committee_members_by_committee ON committee_members (committee_id, id);

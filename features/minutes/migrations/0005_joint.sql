-- The bodies of a joint session beside minutes.committee_id, as they were when its minutes were opened: who may read them, and the
-- agreements in them, does not change when the meeting is given other bodies later.
CREATE TABLE joint_minutes (
  meeting_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  CONSTRAINT joint_minutes_key PRIMARY KEY (meeting_id, committee_id)
);
CREATE INDEX joint_minutes_of_committee ON joint_minutes (committee_id, meeting_id);

-- A joint session: the bodies that hold it together with the one that convened it (meetings.committee_id).
CREATE TABLE joint_committees (
  meeting_id BIGINT NOT NULL,
  committee_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  CONSTRAINT joint_committees_key PRIMARY KEY (meeting_id, committee_id),
  CONSTRAINT joint_committees_meeting FOREIGN KEY (meeting_id) REFERENCES meetings (id)
);
CREATE INDEX joint_committees_of_committee ON joint_committees (committee_id, meeting_id);

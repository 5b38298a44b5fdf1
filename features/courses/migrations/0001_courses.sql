-- Courses of an alliance for its organisations (R-027). Persons are not kept: an organisation enrols, comes and answers.
CREATE TABLE courses (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  alliance_id BIGINT NOT NULL,
  title_es TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  summary_es TEXT NOT NULL DEFAULT '',
  summary_en TEXT NOT NULL DEFAULT '',
  questions TEXT NOT NULL, -- one a line, in order
  state TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT courses_key PRIMARY KEY (id),
  CONSTRAINT courses_state CHECK (state IN ('open', 'closed'))
);
CREATE INDEX courses_of_alliance ON courses (alliance_id, id);

CREATE TABLE course_lessons (
  id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  course_id BIGINT NOT NULL,
  held_on TEXT NOT NULL,
  topic TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  CONSTRAINT course_lessons_key PRIMARY KEY (id),
  CONSTRAINT course_lessons_course FOREIGN KEY (course_id) REFERENCES courses (id)
);
CREATE INDEX course_lessons_of_course ON course_lessons (course_id, held_on, id);

CREATE TABLE course_enrolments (
  course_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  enrolled_by BIGINT NOT NULL,
  enrolled_at TEXT NOT NULL,
  CONSTRAINT course_enrolments_key PRIMARY KEY (course_id, organization_id),
  CONSTRAINT course_enrolments_course FOREIGN KEY (course_id) REFERENCES courses (id)
);
CREATE INDEX course_enrolments_of_organization ON course_enrolments (organization_id);

CREATE TABLE course_attendances (
  lesson_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  course_id BIGINT NOT NULL,
  people BIGINT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT course_attendances_key PRIMARY KEY (lesson_id, organization_id),
  CONSTRAINT course_attendances_lesson FOREIGN KEY (lesson_id) REFERENCES course_lessons (id),
  CONSTRAINT course_attendances_people CHECK (people BETWEEN 1 AND 1000)
);
CREATE INDEX course_attendances_of_course ON course_attendances (course_id);

CREATE TABLE course_assessments (
  course_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  moment TEXT NOT NULL,
  agency_id BIGINT NOT NULL,
  answers TEXT NOT NULL, -- "345": one digit a question
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT course_assessments_key PRIMARY KEY (course_id, organization_id, moment),
  CONSTRAINT course_assessments_course FOREIGN KEY (course_id) REFERENCES courses (id),
  CONSTRAINT course_assessments_moment CHECK (moment IN ('before', 'after'))
);

-- Enrolments that the merge of two organisations moved, so that it can be taken back.
CREATE TABLE course_merges (
  merge_id BIGINT NOT NULL,
  course_id BIGINT NOT NULL,
  agency_id BIGINT NOT NULL,
  CONSTRAINT course_merges_key PRIMARY KEY (merge_id, course_id)
);

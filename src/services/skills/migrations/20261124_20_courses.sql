-- What people have done of the courses; the courses themselves are files.
CREATE SCHEMA IF NOT EXISTS skills;

CREATE TABLE skills.course_step (
  account_id uuid NOT NULL,
  course text NOT NULL,
  -- Id of an exercise of the course, or 'practice'.
  step text NOT NULL,
  -- The version of the course at the last answer.
  version integer NOT NULL,
  -- Fields of the form as they were sent last; none for a file that was handed in, which is not kept.
  answer jsonb NOT NULL DEFAULT '{}',
  -- Share of the points of the last answer.
  credit real NOT NULL CHECK (credit BETWEEN 0 AND 1),
  tries integer NOT NULL DEFAULT 1 CHECK (tries > 0),
  -- The first time it was right.
  done_at timestamptz,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, course, step)
);

-- When the people of a mission are expected, and where.
CREATE TABLE missions.meeting (
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  place text NOT NULL DEFAULT '',
  -- Grows with each change (RFC 5545, SEQUENCE).
  sequence integer NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  PRIMARY KEY (mission_id, id),
  CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours')
);
CREATE INDEX meeting_starts ON missions.meeting (starts_at) WHERE cancelled_at IS NULL;

-- Who came, once the association said so.
CREATE TABLE missions.presence (
  mission_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  application_id uuid NOT NULL,
  came boolean NOT NULL,
  marked_at timestamptz NOT NULL,
  PRIMARY KEY (mission_id, meeting_id, application_id),
  FOREIGN KEY (mission_id, meeting_id) REFERENCES missions.meeting (mission_id, id) ON DELETE CASCADE,
  FOREIGN KEY (mission_id, application_id) REFERENCES missions.application (mission_id, id) ON DELETE CASCADE
);

-- The secret address of somebody's calendar; of the secret, only its hash.
CREATE TABLE missions.calendar_feed (
  volunteer_id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  made_at timestamptz NOT NULL
);

-- What the server of API Engagement knows of our missions, and of the people that it sent to them.
CREATE TABLE missions.pushed (
  mission_id uuid PRIMARY KEY REFERENCES missions.mission (id) ON DELETE CASCADE,
  -- Of the fields last sent; NULL when the mission was taken back.
  digest text,
  sent_at timestamptz NOT NULL,
  -- Its moderation in its own words: ACCEPTED, REFUSED and why.
  status text NOT NULL,
  comment text NOT NULL
);

CREATE TABLE missions.activity (
  mission_id uuid NOT NULL,
  application_id uuid NOT NULL,
  -- Number of the activity there; '' when the server would not have it.
  activity_id text NOT NULL,
  -- The last status sent: PENDING, VALIDATED, REFUSED, CANCELED, CARRIED_OUT.
  status text NOT NULL,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (mission_id, application_id),
  FOREIGN KEY (mission_id, application_id) REFERENCES missions.application (mission_id, id)
    ON DELETE CASCADE
);
CREATE INDEX application_from_engagement ON missions.application (mission_id, id)
  WHERE apiengagement_id IS NOT NULL;

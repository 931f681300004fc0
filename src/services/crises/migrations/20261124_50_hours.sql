-- Hours of people who came, from the moment when somebody corrects or confirms them.
CREATE TABLE crises.hours (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  person_kind text NOT NULL CHECK (person_kind IN ('volunteer', 'walk_up')),
  person_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('corrected', 'confirmed')),
  minutes integer NOT NULL CHECK (minutes BETWEEN 0 AND 100000),
  -- Local dates on which they were there.
  days date[] NOT NULL,
  -- Why it is not what arrivals and departures say; empty: it is.
  reason text NOT NULL DEFAULT '',
  corrected_by uuid,
  corrected_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  PRIMARY KEY (crisis_id, person_kind, person_id),
  CHECK ((corrected_at IS NULL) = (reason = '')),
  CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
CREATE INDEX hours_by_person ON crises.hours (person_id) WHERE state = 'confirmed';

-- How people answered past call-outs, by what the call left by and the hour: counts only, computed
-- every night from alerts and replies, exercises apart. 'any' sums up.
CREATE TABLE crises.response_rate (
  exercise boolean NOT NULL,
  way text NOT NULL CHECK (way IN ('any', 'email', 'sms', 'both')),
  band text NOT NULL CHECK (band IN ('any', 'night', 'day', 'evening')),
  call_outs integer NOT NULL,
  called integer NOT NULL,
  yes integer NOT NULL,
  no integer NOT NULL,
  -- Called people whose answer had the time to come, a large call-out counting in part; and their yes.
  evidence float8 NOT NULL,
  evidence_yes float8 NOT NULL,
  -- Delays are this many times those of the general curve.
  pace float8 NOT NULL CHECK (pace > 0),
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (exercise, way, band)
);
-- What a wave was chosen by, so that it can be studied later: docs/decisions/0086.
ALTER TABLE crises.wave ADD COLUMN policy text;
ALTER TABLE crises.wave ADD COLUMN policy_version integer;

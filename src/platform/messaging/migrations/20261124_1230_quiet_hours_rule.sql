-- What administrators decided in place of the setting: '' for everywhere, else the time zone of a
-- territory overseas. Minutes since local midnight; equal means never quiet.
CREATE TABLE messaging.quiet_hours_rule (
  time_zone text PRIMARY KEY,
  starts_at smallint NOT NULL CHECK (starts_at BETWEEN 0 AND 1439),
  ends_at smallint NOT NULL CHECK (ends_at BETWEEN 0 AND 1439),
  updated_at timestamptz NOT NULL
);

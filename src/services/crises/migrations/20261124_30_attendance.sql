-- Who arrived and who left, as devices saw it. Append-only: a mistake is undone by one more event.
CREATE TABLE crises.attendance_event (
  crisis_id uuid NOT NULL,
  -- Made by the device, so that the same event sent twice is one event.
  id uuid NOT NULL,
  person_kind text NOT NULL CHECK (person_kind IN ('volunteer', 'walk_up')),
  person_id uuid NOT NULL,
  site_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('in', 'out', 'undo')),
  undoes uuid,
  -- By the clock of the server; what the device itself said is kept beside.
  at timestamptz NOT NULL,
  device_at timestamptz NOT NULL,
  -- The device's clock could not be put right.
  clock_doubtful boolean NOT NULL,
  device_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('qr', 'list', 'paper')),
  PRIMARY KEY (crisis_id, id),
  FOREIGN KEY (crisis_id, site_id) REFERENCES crises.site (crisis_id, id),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
);
CREATE INDEX attendance_by_person ON crises.attendance_event (person_id);

CREATE SCHEMA demo;

-- The demo country that is here; without completed_at a load that was interrupted.
CREATE TABLE demo.load (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  seed integer NOT NULL,
  started_at timestamptz NOT NULL,
  completed_at timestamptz
);

CREATE SCHEMA geo;

-- Coordinates imported by the operator; they replace the built-in ones in every process.
CREATE TABLE geo.commune_point (
  code text PRIMARY KEY,
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180)
);

-- Changes with each import, so that a process knows whether its table is up to date.
CREATE TABLE geo.revision (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  revision uuid NOT NULL
);

-- The organisations that Renfort knows: associations and the authorities that call on them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE SCHEMA associations;

CREATE TABLE associations.organisation (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('association', 'prefecture', 'town_hall', 'ministry')),
  name text NOT NULL,
  -- Lower case without accents, what the search compares.
  name_key text NOT NULL,
  -- National register of associations; none in Alsace-Moselle, where the court keeps a local number.
  rna text,
  siren text,
  local_register text,
  commune_code text NOT NULL,
  department text NOT NULL,
  source text NOT NULL CHECK (source IN ('entered', 'demo')),
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX organisation_rna ON associations.organisation (rna) WHERE rna IS NOT NULL;
CREATE UNIQUE INDEX organisation_siren ON associations.organisation (siren) WHERE siren IS NOT NULL;
CREATE INDEX organisation_name ON associations.organisation USING gin (name_key gin_trgm_ops);
CREATE INDEX organisation_department ON associations.organisation (department, kind, name_key);

-- Agréments de sécurité civile (code de la sécurité intérieure, art. R725-1): A rescue, B support to
-- the population, C supervision of spontaneous volunteers, D safety of events.
CREATE TABLE associations.agrement (
  organisation_id uuid NOT NULL REFERENCES associations.organisation (id),
  id uuid NOT NULL,
  type text NOT NULL CHECK (type IN ('A', 'B', 'C', 'D')),
  -- NULL: the whole country.
  department text,
  valid_from date NOT NULL,
  -- Last day of validity, included.
  valid_until date NOT NULL,
  reference text NOT NULL DEFAULT '',
  PRIMARY KEY (organisation_id, id),
  CHECK (valid_until >= valid_from)
);
CREATE INDEX agrement_holders ON associations.agrement (type, department, valid_until);

-- The whole national register in the table of organisations. Each register is a partition that an
-- import prepares beside the one in use and puts in its place in one transaction; ids of register rows
-- come from their numbers (domain/organisation-id.ts), so that they stay the same.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE associations.agrement DROP CONSTRAINT agrement_organisation_id_fkey;
ALTER TABLE associations.organisation RENAME TO organisation_before;
ALTER INDEX associations.organisation_pkey RENAME TO organisation_before_pkey;
DROP INDEX associations.organisation_rna, associations.organisation_siren,
  associations.organisation_name, associations.organisation_department;

CREATE TABLE associations.organisation (
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('association', 'prefecture', 'town_hall', 'ministry')),
  name text NOT NULL,
  -- Lower case without accents.
  name_key text NOT NULL,
  -- What a search finds it by: words of its names, folded, and ".mjc" for initials made of them.
  words text[] NOT NULL DEFAULT '{}',
  short_name text NOT NULL DEFAULT '',
  -- National register of associations; none in Alsace-Moselle, where the court keeps a local number.
  rna text,
  -- Number of before 2009: prefecture and its own number.
  legacy_number text,
  siren text,
  siret text,
  rup_number text,
  local_register text,
  commune_code text NOT NULL,
  commune_name text NOT NULL DEFAULT '',
  department text NOT NULL,
  postal_code text NOT NULL DEFAULT '',
  -- Lines one under the other, without postal code and commune.
  address text NOT NULL DEFAULT '',
  object text NOT NULL DEFAULT '',
  object_code1 text NOT NULL DEFAULT '',
  object_code2 text NOT NULL DEFAULT '',
  nature text NOT NULL DEFAULT '',
  grouping text NOT NULL DEFAULT '',
  -- A active, D dissolved, S suppressed, R taken over by the record of successor_id; others as they come.
  position text NOT NULL DEFAULT '',
  prefecture text NOT NULL DEFAULT '',
  created_on date,
  declared_on date,
  published_on date,
  dissolved_on date,
  website text NOT NULL DEFAULT '',
  successor_id uuid,
  -- As the register says, local time of Paris.
  register_updated_at timestamp,
  source text NOT NULL CHECK (source IN ('entered', 'demo', 'waldec', 'legacy', 'sirene')),
  -- The import that brought it, and the line of its file.
  run_id uuid,
  source_file smallint NOT NULL DEFAULT 0,
  source_line integer NOT NULL DEFAULT 0,
  -- First day on which the register did not hold it any more.
  gone_since date,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE TABLE associations.organisation_kept PARTITION OF associations.organisation
  FOR VALUES FROM (MINVALUE) TO ('ff000000-0000-0000-0000-000000000000');
CREATE TABLE associations.organisation_waldec PARTITION OF associations.organisation
  FOR VALUES FROM ('ff000000-0000-0000-0000-000000000000') TO ('ff010000-0000-0000-0000-000000000000');
CREATE TABLE associations.organisation_legacy PARTITION OF associations.organisation
  FOR VALUES FROM ('ff010000-0000-0000-0000-000000000000') TO ('ff020000-0000-0000-0000-000000000000');
CREATE TABLE associations.organisation_sirene PARTITION OF associations.organisation
  FOR VALUES FROM ('ff020000-0000-0000-0000-000000000000') TO ('ff030000-0000-0000-0000-000000000000');

CREATE UNIQUE INDEX organisation_kept_rna ON associations.organisation_kept (rna) WHERE rna IS NOT NULL;
CREATE UNIQUE INDEX organisation_kept_siren ON associations.organisation_kept (siren)
  WHERE siren IS NOT NULL;
CREATE INDEX organisation_siren ON associations.organisation (siren) WHERE siren IS NOT NULL;
CREATE INDEX organisation_words ON associations.organisation USING gin (words) WITH (fastupdate = off);
CREATE INDEX organisation_place ON associations.organisation (department, commune_code);

INSERT INTO associations.organisation (id, kind, name, name_key, rna, siren, local_register,
  commune_code, department, source, created_at, words)
SELECT id, kind, name, name_key, rna, siren, local_register, commune_code, department, source,
  created_at, string_to_array(name_key, ' ')
FROM associations.organisation_before;
DROP TABLE associations.organisation_before;
ALTER TABLE associations.agrement ADD CONSTRAINT agrement_organisation_id_fkey
  FOREIGN KEY (organisation_id) REFERENCES associations.organisation (id);

-- Every word of a name, for typing errors: the search looks for near words here, then for names there.
CREATE TABLE associations.search_word (
  word text COLLATE "C" PRIMARY KEY,
  names integer NOT NULL
);
CREATE INDEX search_word_near ON associations.search_word USING gin (word gin_trgm_ops);

-- Legal units of SIRENE that are associations.
CREATE TABLE associations.sirene_unit (
  siren text PRIMARY KEY,
  rna text,
  name text NOT NULL,
  short_name text NOT NULL,
  siret text,
  legal_category text NOT NULL,
  naf text NOT NULL,
  naf_nomenclature text NOT NULL,
  -- A active, C ceased.
  state text NOT NULL,
  created_on date,
  updated_on date,
  employer text NOT NULL,
  social_economy text NOT NULL,
  run_id uuid,
  gone_since date
);
CREATE INDEX sirene_unit_rna ON associations.sirene_unit (rna) WHERE rna IS NOT NULL;

CREATE TABLE associations.import_run (
  id uuid PRIMARY KEY,
  register text NOT NULL CHECK (register IN ('rna', 'sirene')),
  -- Names of the files, in the order of organisation.source_file (from 1).
  files text[] NOT NULL,
  started_at timestamptz NOT NULL,
  -- When readers saw it; NULL: interrupted, or under way.
  switched_at timestamptz,
  rows integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  gone integer NOT NULL DEFAULT 0
);
CREATE INDEX import_run_switched ON associations.import_run (register, switched_at DESC);

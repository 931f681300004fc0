-- The item bank: what is asked, in its versions, and with which parameters it measures.
CREATE SCHEMA IF NOT EXISTS skills;

-- An item as it was written; a text that changes is another version, so that an answer keeps its question.
CREATE TABLE skills.item (
  id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  fr jsonb NOT NULL,
  en jsonb NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE skills.bank_version (
  number integer PRIMARY KEY CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
  -- Where its parameters come from: the levels that authors intended, or answers.
  origin text NOT NULL CHECK (origin IN ('content', 'answers')),
  created_at timestamptz NOT NULL,
  adopted_at timestamptz,
  -- Tests begun with it, for the exposure of items.
  tests integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX bank_version_active ON skills.bank_version (state) WHERE state = 'active';

-- Never changed once the version is adopted.
CREATE TABLE skills.bank_item (
  bank integer NOT NULL REFERENCES skills.bank_version,
  item text NOT NULL,
  item_version integer NOT NULL,
  -- P(right) = c + (1 - c) / (1 + exp(-a (theta - b))), logits.
  a double precision NOT NULL,
  b double precision NOT NULL,
  c double precision NOT NULL CHECK (c >= 0 AND c < 1),
  se_b double precision,
  area text NOT NULL,
  -- pilot: asked without counting, until there are answers enough to measure it.
  status text NOT NULL CHECK (status IN ('provisional', 'calibrated', 'pilot')),
  PRIMARY KEY (bank, item),
  FOREIGN KEY (item, item_version) REFERENCES skills.item
);

-- How often each item was shown in tests of a version.
CREATE TABLE skills.exposure (
  bank integer NOT NULL,
  item text NOT NULL,
  shown integer NOT NULL,
  PRIMARY KEY (bank, item),
  FOREIGN KEY (bank, item) REFERENCES skills.bank_item
);

-- Items that nobody is asked for the time being, whatever the version.
CREATE TABLE skills.quarantine (
  item text PRIMARY KEY,
  since timestamptz NOT NULL,
  -- flags: several people said that it is faulty; staff: somebody decided.
  reason text NOT NULL CHECK (reason IN ('flags', 'staff')),
  -- Somebody looked and gave it back: what people said before no longer counts.
  released_at timestamptz
);

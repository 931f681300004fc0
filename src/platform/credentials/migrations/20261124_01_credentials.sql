CREATE SCHEMA credentials;

-- Keys that sign. The private half is sealed (keys/seal.ts) and goes when the key is retired; the
-- public half stays published, so that what it signed can always be checked.
CREATE TABLE credentials.key (
  -- ed25519: the public key as multibase; rs256: the thumbprint of its JWK.
  id text PRIMARY KEY,
  -- 'issuer', or what a service signs for itself.
  purpose text NOT NULL,
  algorithm text NOT NULL CHECK (algorithm IN ('ed25519', 'rs256')),
  -- SPKI.
  public_key bytea NOT NULL,
  sealed_key bytea,
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  CHECK ((retired_at IS NULL) = (sealed_key IS NOT NULL))
);
CREATE UNIQUE INDEX key_in_use ON credentials.key (purpose, algorithm) WHERE retired_at IS NULL;

-- Lists of bits, one bit a credential: 1 when it is revoked. The bits are those of "issued".
CREATE TABLE credentials.status_list (
  id integer PRIMARY KEY CHECK (id > 0),
  opened_at timestamptz NOT NULL
);

CREATE TABLE credentials.issued (
  code text PRIMARY KEY CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{13}$'),
  -- Registered by the service that issues it: 'crises.attendance'.
  kind text NOT NULL,
  -- What it is about, in the words of that service; one in force per holder.
  about text NOT NULL,
  holder_kind text CHECK (holder_kind IN ('person', 'organisation')),
  holder_id uuid,
  -- The signed JSON as it was given out; gone when its holder is erased.
  document text,
  -- SHA-256 of that JSON, and of the facts in it without dates, code and proof.
  document_hash bytea NOT NULL,
  facts_hash bytea NOT NULL,
  list integer NOT NULL REFERENCES credentials.status_list (id),
  index integer NOT NULL CHECK (index BETWEEN 0 AND 131071),
  issued_at timestamptz NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz CHECK (valid_until > valid_from),
  revoked_at timestamptz,
  revoked_reason text NOT NULL DEFAULT '',
  erased_at timestamptz,
  CHECK ((revoked_at IS NULL) = (revoked_reason = '')),
  CHECK ((erased_at IS NOT NULL) = (document IS NULL)),
  CHECK ((erased_at IS NOT NULL) = (holder_id IS NULL)),
  CHECK ((holder_id IS NULL) = (holder_kind IS NULL))
);
CREATE UNIQUE INDEX issued_status ON credentials.issued (list, index);
CREATE UNIQUE INDEX issued_in_force ON credentials.issued (kind, about, holder_id)
  WHERE revoked_at IS NULL AND erased_at IS NULL;
CREATE INDEX issued_by_holder ON credentials.issued (holder_id);
CREATE INDEX issued_revoked ON credentials.issued (list) WHERE revoked_at IS NOT NULL;

-- The register of volunteers. Every unique and foreign key of a person's tables carries volunteer_id,
-- so that they can be distributed by it; what must be unique across people (account, e-mail, phone)
-- lives in identity_key, keyed by its hash.
CREATE SCHEMA volunteers;

CREATE TABLE volunteers.volunteer (
  id uuid PRIMARY KEY,
  account_id uuid,
  status text NOT NULL CHECK (status IN ('draft', 'active', 'paused', 'dormant', 'erased')),
  -- Sign-up steps saved so far, 0 to 3.
  signup_step smallint NOT NULL DEFAULT 0 CHECK (signup_step BETWEEN 0 AND 3),
  first_name text,
  last_name text,
  -- Last then first name, lower case without accents: what the directory's name search compares.
  name_key text NOT NULL DEFAULT '',
  birth_date date,
  commune_code text,
  department text,
  radius_km smallint NOT NULL DEFAULT 20 CHECK (radius_km BETWEEN 0 AND 1000),
  lang text NOT NULL DEFAULT 'fr',
  -- ISO 639-1 codes.
  languages text[] NOT NULL DEFAULT '{}',
  effort text NOT NULL DEFAULT 'light' CHECK (effort IN ('light', 'moderate', 'hard')),
  equipment text[] NOT NULL DEFAULT '{}',
  -- 21 bits: (ISO weekday - 1) * 3 + part, part 0 morning, 1 afternoon, 2 night. See domain/availability.ts.
  weekly integer NOT NULL DEFAULT 0 CHECK (weekly BETWEEN 0 AND 2097151),
  crisis_only boolean NOT NULL DEFAULT false,
  -- Last day of the pause, included.
  paused_until date,
  elsewhere text[] NOT NULL DEFAULT '{}',
  visible_to_associations boolean NOT NULL DEFAULT false,
  -- Present state of the consents; their history is in consent.
  crisis_consent boolean NOT NULL DEFAULT false,
  missions_consent boolean NOT NULL DEFAULT false,
  newsletter_consent boolean NOT NULL DEFAULT false,
  -- Last sign of life: sign-up finished, profile changed, "still there", an answer to a call.
  confirmed_at timestamptz,
  -- Freshness notices sent since confirmed_at; see domain/freshness.ts.
  freshness_stage smallint NOT NULL DEFAULT 0,
  source text NOT NULL CHECK (source IN ('sign_up', 'import', 'demo')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX volunteer_account ON volunteers.volunteer (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX volunteer_territory ON volunteers.volunteer (department, status, name_key, id);
CREATE INDEX volunteer_freshness ON volunteers.volunteer (confirmed_at) WHERE status <> 'erased';
CREATE INDEX volunteer_pause ON volunteers.volunteer (paused_until) WHERE status = 'paused';

-- One holder per account, verified (or imported) e-mail and verified (or imported) phone.
CREATE TABLE volunteers.identity_key (
  kind text NOT NULL CHECK (kind IN ('account', 'email', 'phone')),
  -- SHA-256 of the normalised value, so that the key says nothing by itself.
  hash bytea NOT NULL,
  volunteer_id uuid NOT NULL,
  PRIMARY KEY (kind, hash)
);
CREATE INDEX identity_key_volunteer ON volunteers.identity_key (volunteer_id);

CREATE TABLE volunteers.volunteer_contact (
  volunteer_id uuid PRIMARY KEY REFERENCES volunteers.volunteer (id),
  email text,
  email_verified_at timestamptz,
  email_bounced_at timestamptz,
  -- E.164
  phone text,
  phone_verified_at timestamptz,
  phone_failed_at timestamptz
);

CREATE TABLE volunteers.emergency_contact (
  volunteer_id uuid PRIMARY KEY REFERENCES volunteers.volunteer (id),
  name text NOT NULL,
  phone text NOT NULL,
  relation text NOT NULL DEFAULT ''
);

-- skill_id and kind_id share one numbering (domain/skill-referential.ts): skills below 1000.
CREATE TABLE volunteers.volunteer_skill (
  volunteer_id uuid NOT NULL REFERENCES volunteers.volunteer (id),
  skill_id integer NOT NULL,
  level text NOT NULL DEFAULT 'practised' CHECK (level IN ('learning', 'practised', 'expert')),
  since timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, skill_id)
);

CREATE TABLE volunteers.certificate (
  volunteer_id uuid NOT NULL REFERENCES volunteers.volunteer (id),
  id uuid NOT NULL,
  kind_id integer NOT NULL,
  number text NOT NULL DEFAULT '',
  issued_on date,
  -- Last day of validity, included; null when the kind has no term.
  expires_on date,
  -- files.stored_file
  file_id uuid,
  status text NOT NULL CHECK (status IN ('declared', 'verified', 'rejected', 'expired')),
  verifier uuid,
  verified_at timestamptz,
  -- Code of a rejection reason; see domain/certificate.ts.
  reason text,
  -- Smallest expiry notice sent, in days before the term.
  notice_days smallint,
  declared_at timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, id)
);
CREATE INDEX certificate_expiry ON volunteers.certificate (expires_on)
  WHERE status IN ('declared', 'verified');
CREATE INDEX certificate_to_verify ON volunteers.certificate (declared_at) WHERE status = 'declared';

CREATE TABLE volunteers.availability_exception (
  volunteer_id uuid NOT NULL REFERENCES volunteers.volunteer (id),
  id uuid NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  -- 'available' opens whole days that the weekly pattern closes.
  kind text NOT NULL CHECK (kind IN ('unavailable', 'available')),
  PRIMARY KEY (volunteer_id, id),
  CHECK (last_day >= first_day)
);

-- Append-only until the person is erased.
CREATE TABLE volunteers.consent (
  volunteer_id uuid NOT NULL REFERENCES volunteers.volunteer (id),
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('crisis', 'missions', 'newsletter')),
  given boolean NOT NULL,
  wording_version text NOT NULL,
  at timestamptz NOT NULL,
  how text NOT NULL CHECK (how IN ('sign_up', 'profile', 'reply', 'unsubscribe', 'import', 'guardian')),
  PRIMARY KEY (volunteer_id, id)
);

CREATE TABLE volunteers.guardian (
  volunteer_id uuid PRIMARY KEY REFERENCES volunteers.volunteer (id),
  name text NOT NULL,
  email text NOT NULL,
  asked_at timestamptz NOT NULL,
  consented_at timestamptz,
  refused_at timestamptz
);

-- Links sent to people; only the SHA-256 of the token is kept.
CREATE TABLE volunteers.link (
  token_hash bytea PRIMARY KEY,
  volunteer_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('still_there', 'guardian')),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX link_volunteer ON volunteers.link (volunteer_id);

CREATE TABLE volunteers.phone_code (
  volunteer_id uuid PRIMARY KEY REFERENCES volunteers.volunteer (id),
  phone text NOT NULL,
  code_hash bytea NOT NULL,
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  sends smallint NOT NULL DEFAULT 1
);

-- What survives erasure: numbers without people.
CREATE TABLE volunteers.anonymous_count (
  year smallint NOT NULL,
  department text NOT NULL,
  event text NOT NULL,
  detail text NOT NULL DEFAULT '',
  count integer NOT NULL,
  PRIMARY KEY (year, department, event, detail)
);

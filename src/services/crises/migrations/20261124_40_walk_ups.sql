-- Spontaneous volunteers: where they are taken, when, how many, and everybody who came.
CREATE TABLE crises.intake (
  crisis_id uuid PRIMARY KEY REFERENCES crises.crisis (id),
  -- The short address on the poster.
  code text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'stopped')),
  tasks text[] NOT NULL,
  minimum_age smallint NOT NULL CHECK (minimum_age >= 18),
  -- Association that holds the agrément C, in charge of spontaneous volunteers.
  holder_organisation_id uuid NOT NULL,
  -- Where they are received, and from when to when, in local time.
  reception_site_id uuid NOT NULL,
  opens time NOT NULL,
  closes time NOT NULL,
  time_zone text NOT NULL,
  note text NOT NULL DEFAULT '',
  opened_at timestamptz NOT NULL,
  opened_by uuid,
  changed_at timestamptz NOT NULL,
  FOREIGN KEY (crisis_id, reception_site_id) REFERENCES crises.site (crisis_id, id)
);
CREATE INDEX intake_by_code ON crises.intake (code);

CREATE TABLE crises.intake_slot (
  crisis_id uuid NOT NULL REFERENCES crises.intake (crisis_id),
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  places integer NOT NULL CHECK (places BETWEEN 0 AND 5000),
  -- Kept by the one decision that locks the intake; the CHECK makes one too many impossible.
  taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
  bring text NOT NULL DEFAULT '',
  PRIMARY KEY (crisis_id, id),
  UNIQUE (crisis_id, site_id, starts_at, ends_at),
  FOREIGN KEY (crisis_id, site_id) REFERENCES crises.site (crisis_id, id),
  CHECK (ends_at > starts_at),
  CHECK (taken <= places)
);

-- One row per person. Those who came together share group_id, the id of the one who signed up.
CREATE TABLE crises.walk_up (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  -- 0 signed up, the others came along.
  group_rank smallint NOT NULL,
  may_split boolean NOT NULL DEFAULT false,
  pair_id uuid,
  first_name text NOT NULL,
  last_name text NOT NULL,
  name_key text NOT NULL,
  -- E.164; of the one who signed up only.
  phone text,
  commune text,
  birth_date date,
  can text[] NOT NULL DEFAULT '{}',
  -- Free from this instant; null: at once.
  available_from timestamptz,
  lang text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('public', 'desk')),
  state text NOT NULL CHECK (state IN
    ('waiting', 'convened', 'arrived', 'on_site', 'left', 'refused', 'withdrawn', 'released')),
  slot_id uuid,
  refusal text,
  -- Wording of the rules and of the consent that were accepted, and when.
  terms_version text NOT NULL,
  agreed_at timestamptz NOT NULL,
  volunteer_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  erased_at timestamptz,
  PRIMARY KEY (crisis_id, id),
  FOREIGN KEY (crisis_id, slot_id) REFERENCES crises.intake_slot (crisis_id, id),
  CHECK (state NOT IN ('convened', 'on_site') OR slot_id IS NOT NULL),
  CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX walk_up_by_phone ON crises.walk_up (crisis_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX walk_up_phone ON crises.walk_up (phone) WHERE phone IS NOT NULL;
CREATE INDEX walk_up_by_state ON crises.walk_up (crisis_id, state, created_at);
CREATE INDEX walk_up_by_group ON crises.walk_up (crisis_id, group_id, group_rank);
CREATE INDEX walk_up_by_name ON crises.walk_up (crisis_id, name_key);

-- A link that lets its holder change or cancel; signing up again gives another.
CREATE TABLE crises.walk_up_link (
  crisis_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  walk_up_id uuid NOT NULL,
  PRIMARY KEY (crisis_id, token_hash),
  FOREIGN KEY (crisis_id, walk_up_id) REFERENCES crises.walk_up (crisis_id, id) ON DELETE CASCADE
);

-- Those whom the form itself turned away: how many and why, nothing of who.
CREATE TABLE crises.walk_up_turned_away (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  reason text NOT NULL,
  day date NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (crisis_id, reason, day)
);

-- The safety briefing of a crisis; a new wording is a new version.
CREATE TABLE crises.briefing (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  version integer NOT NULL,
  text text NOT NULL,
  written_at timestamptz NOT NULL,
  written_by uuid,
  PRIMARY KEY (crisis_id, version)
);

-- Append-only: who heard or read which briefing, and when.
CREATE TABLE crises.briefing_ack (
  crisis_id uuid NOT NULL,
  person_kind text NOT NULL CHECK (person_kind IN ('volunteer', 'walk_up')),
  person_id uuid NOT NULL,
  briefing_version integer NOT NULL,
  at timestamptz NOT NULL,
  -- Account of who gave it on site; null: the person read it alone.
  recorded_by uuid,
  PRIMARY KEY (crisis_id, person_kind, person_id, briefing_version),
  FOREIGN KEY (crisis_id, briefing_version) REFERENCES crises.briefing (crisis_id, version)
);

-- Public digital spaces: what they offer, their label, the people who host them, visits and booked slots.
CREATE SCHEMA spaces;

CREATE TABLE spaces.space (
  id uuid PRIMARY KEY,
  -- Who holds it: an association, a town hall...
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  presentation text NOT NULL DEFAULT '',
  -- INSEE code.
  commune_code text NOT NULL,
  department text NOT NULL,
  address text NOT NULL,
  -- Of the space itself, shown to everybody.
  phone text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  website text NOT NULL DEFAULT '',
  time_zone text NOT NULL,
  services text[] NOT NULL DEFAULT '{}',
  equipment text[] NOT NULL DEFAULT '{}',
  accessibility text[] NOT NULL DEFAULT '{}',
  languages text[] NOT NULL DEFAULT '{}',
  -- Places in a workshop.
  group_places integer NOT NULL DEFAULT 6 CHECK (group_places BETWEEN 1 AND 100),
  -- Below this age one comes with an adult.
  alone_from integer NOT NULL DEFAULT 13 CHECK (alone_from BETWEEN 6 AND 18),
  -- Copy of the last event of the label, for lists.
  label_state text NOT NULL DEFAULT 'none'
    CHECK (label_state IN ('none', 'labelled', 'suspended', 'expired', 'withdrawn')),
  label_until date,
  -- The part of the poster's address that cannot be guessed, and what the words of the day are made from.
  poster_code text NOT NULL UNIQUE,
  day_key bytea NOT NULL,
  source text NOT NULL DEFAULT 'entered' CHECK (source IN ('entered', 'demo')),
  closed_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX space_organisation ON spaces.space (organisation_id);
CREATE INDEX space_label ON spaces.space (department) WHERE label_state = 'labelled';

-- Weekly hours. Minutes since local midnight.
CREATE TABLE spaces.opening (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts smallint NOT NULL CHECK (starts BETWEEN 0 AND 1439),
  ends smallint NOT NULL CHECK (ends BETWEEN 1 AND 1440),
  audience text NOT NULL DEFAULT 'all' CHECK (audience IN ('all', 'young', 'workshop')),
  PRIMARY KEY (space_id, weekday, starts),
  CHECK (starts < ends)
);

-- A day that differs: closed when both are NULL.
CREATE TABLE spaces.exception (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  day date NOT NULL,
  starts smallint,
  ends smallint,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (space_id, day),
  CHECK ((starts IS NULL) = (ends IS NULL) AND (starts IS NULL OR starts < ends))
);

-- What a label went through: folded by domain/label.ts into what it was on any day.
CREATE TABLE spaces.label_event (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  event text NOT NULL,
  -- First day of its effect.
  day date NOT NULL,
  -- Last day of the label, of a grant or renewal.
  until date,
  reason text NOT NULL DEFAULT '',
  account_id uuid,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (space_id, id)
);

-- A request for the label, or for its renewal.
CREATE TABLE spaces.application (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('first', 'renewal')),
  state text NOT NULL,
  -- By criterion of the questionnaire.
  answers jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  questionnaire text NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  submitted_at timestamptz,
  -- When the reviewers must have answered, or the space must have completed.
  due_at timestamptz,
  reminded_at timestamptz,
  first_reader uuid,
  first_opinion text CHECK (first_opinion IN ('grant', 'refuse')),
  first_note text NOT NULL DEFAULT '',
  second_reader uuid,
  decision_note text NOT NULL DEFAULT '',
  decided_at timestamptz,
  appeal text NOT NULL DEFAULT '',
  appeal_reader uuid,
  PRIMARY KEY (space_id, id)
);
CREATE UNIQUE INDEX application_open ON spaces.application (space_id)
  WHERE state IN ('draft', 'submitted', 'changes_asked', 'second_reading', 'appealed');
CREATE INDEX application_due ON spaces.application (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE spaces.evidence (
  space_id uuid NOT NULL,
  application_id uuid NOT NULL,
  file_id uuid NOT NULL,
  criterion text NOT NULL,
  name text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (space_id, application_id, file_id),
  FOREIGN KEY (space_id, application_id) REFERENCES spaces.application (space_id, id) ON DELETE CASCADE
);

-- Somebody asked to be host or supervisor here; the role itself is of the accounts.
CREATE TABLE spaces.invitation (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  id uuid NOT NULL UNIQUE,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('space_host', 'certification_supervisor')),
  invited_by uuid,
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  PRIMARY KEY (space_id, id)
);

CREATE TABLE spaces.training (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  topic text NOT NULL,
  trainer text NOT NULL DEFAULT '',
  day date NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 15 AND 30000),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (space_id, id)
);
CREATE INDEX training_account ON spaces.training (account_id);

-- One person once a day, or some people without names. What a device sends twice has the same id.
CREATE TABLE spaces.visit (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  -- Local day of the space.
  day date NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  people integer NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 100),
  band text,
  purpose text NOT NULL,
  source text NOT NULL CHECK (source IN ('desk', 'code', 'booking')),
  recorded_by uuid,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (space_id, id),
  CHECK (account_id IS NULL OR people = 1)
);
CREATE UNIQUE INDEX visit_person ON spaces.visit (space_id, account_id, day) WHERE account_id IS NOT NULL;
CREATE INDEX visit_account ON spaces.visit (account_id, day) WHERE account_id IS NOT NULL;
CREATE INDEX visit_day ON spaces.visit (space_id, day);

-- A shared computer.
CREATE TABLE spaces.post (
  space_id uuid NOT NULL REFERENCES spaces.space (id) ON DELETE CASCADE,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 200),
  -- Kept for those who need it.
  accessible boolean NOT NULL DEFAULT false,
  PRIMARY KEY (space_id, number)
);

CREATE TABLE spaces.booking (
  space_id uuid NOT NULL,
  id uuid NOT NULL,
  post integer NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('booked', 'arrived', 'missed', 'cancelled', 'lapsed')),
  account_id uuid,
  -- Of somebody without an account, as said at the desk; emptied after the day.
  first_name text NOT NULL DEFAULT '',
  band text NOT NULL,
  with_adult boolean NOT NULL DEFAULT false,
  needs_accessible boolean NOT NULL DEFAULT false,
  booked_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  reminded_at timestamptz,
  PRIMARY KEY (space_id, id),
  FOREIGN KEY (space_id) REFERENCES spaces.space (id) ON DELETE CASCADE
);
-- The database's own guarantee: one holder per post and slot.
CREATE UNIQUE INDEX booking_post ON spaces.booking (space_id, post, starts_at) WHERE state IN ('booked', 'arrived', 'missed');
CREATE INDEX booking_day ON spaces.booking (space_id, starts_at);
CREATE INDEX booking_account ON spaces.booking (account_id, starts_at) WHERE account_id IS NOT NULL;
CREATE INDEX booking_open ON spaces.booking (starts_at) WHERE state = 'booked';

-- What a visitor shows at the desk: leads to nobody for whoever finds it.
CREATE TABLE spaces.card (
  account_id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  made_at timestamptz NOT NULL
);

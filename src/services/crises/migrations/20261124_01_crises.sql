-- Mobilisation: a crisis, its needs, the call-outs and what people answer.
-- Every key begins with crisis_id, so that the tables can be distributed by crisis.
CREATE SCHEMA crises;

CREATE TABLE crises.crisis (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  hazard text NOT NULL,
  summary text NOT NULL DEFAULT '',
  -- Zone of #platform/kernel/geography: departments, communes, circle, polygon or union.
  zone jsonb NOT NULL,
  departments text[] NOT NULL CHECK (cardinality(departments) > 0),
  agencies text[] NOT NULL DEFAULT '{}',
  status text NOT NULL CHECK (status IN ('draft', 'active', 'standing_down', 'closed', 'cancelled')),
  exercise boolean NOT NULL,
  proposal_id uuid,
  opened_by uuid,
  created_at timestamptz NOT NULL,
  activated_at timestamptz,
  closed_at timestamptz
);
CREATE INDEX crisis_by_status ON crises.crisis (status, created_at DESC);
CREATE INDEX crisis_departments ON crises.crisis USING gin (departments);
CREATE UNIQUE INDEX crisis_by_proposal ON crises.crisis (proposal_id) WHERE proposal_id IS NOT NULL;

CREATE TABLE crises.site (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  id uuid NOT NULL,
  name text NOT NULL,
  commune text NOT NULL,
  address text NOT NULL DEFAULT '',
  access_note text NOT NULL DEFAULT '',
  PRIMARY KEY (crisis_id, id)
);

CREATE TABLE crises.need (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  id uuid NOT NULL,
  site_id uuid NOT NULL,
  position text NOT NULL,
  tasks text NOT NULL DEFAULT '',
  bring text NOT NULL DEFAULT '',
  places integer NOT NULL CHECK (places BETWEEN 1 AND 5000),
  -- All of these, each satisfied by any one of its codes: [[12], [31, 32]].
  required_skills jsonb NOT NULL DEFAULT '[]',
  preferred_skills integer[] NOT NULL DEFAULT '{}',
  minimum_age smallint NOT NULL DEFAULT 18 CHECK (minimum_age >= 18),
  effort smallint NOT NULL DEFAULT 1,
  gear text[] NOT NULL DEFAULT '{}',
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  time_zone text NOT NULL DEFAULT 'Europe/Paris',
  deadline timestamptz NOT NULL,
  holder_organisation_id uuid,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed', 'cancelled')),
  -- Kept by the one decision that locks this row; the CHECK makes one too many impossible.
  confirmed integer NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
  offered integer NOT NULL DEFAULT 0 CHECK (offered >= 0),
  reserve integer NOT NULL DEFAULT 0 CHECK (reserve >= 0),
  next_rank integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (crisis_id, id),
  FOREIGN KEY (crisis_id, site_id) REFERENCES crises.site (crisis_id, id),
  CHECK (ends_at > starts_at),
  CHECK (confirmed + offered <= places)
);

CREATE TABLE crises.call_out (
  crisis_id uuid NOT NULL,
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  policy text NOT NULL CHECK (policy IN ('adaptive', 'everyone')),
  -- What the policy was started with: { noShow, quietHours... }.
  parameters jsonb NOT NULL DEFAULT '{}',
  justification text NOT NULL DEFAULT '',
  seed integer NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'paused', 'filled', 'stopped', 'expired')),
  started_by uuid,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (crisis_id, id),
  FOREIGN KEY (crisis_id, need_id) REFERENCES crises.need (crisis_id, id)
);
-- One live call-out per need.
CREATE UNIQUE INDEX call_out_live ON crises.call_out (crisis_id, need_id)
  WHERE state IN ('running', 'paused', 'filled');
CREATE INDEX call_out_to_tick ON crises.call_out (state) WHERE state IN ('running', 'paused', 'filled');

CREATE TABLE crises.wave (
  crisis_id uuid NOT NULL,
  call_out_id uuid NOT NULL,
  number integer NOT NULL,
  need_id uuid NOT NULL,
  at timestamptz NOT NULL,
  size integer NOT NULL,
  eligible integer NOT NULL,
  fill_probability real NOT NULL,
  expected_alerts real NOT NULL,
  PRIMARY KEY (crisis_id, call_out_id, number),
  FOREIGN KEY (crisis_id, call_out_id) REFERENCES crises.call_out (crisis_id, id)
);

CREATE TABLE crises.alert (
  crisis_id uuid NOT NULL,
  need_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  call_out_id uuid NOT NULL,
  wave integer NOT NULL,
  channels text[] NOT NULL,
  -- The letter of the SMS code: 'A' in "A1 = yes, A2 = no".
  sms_letter text NOT NULL,
  sent_at timestamptz NOT NULL,
  -- Place in the selection of the wave, and the chance that the policy had of choosing this person.
  position integer NOT NULL,
  propensity real NOT NULL,
  distance_km real NOT NULL,
  PRIMARY KEY (crisis_id, need_id, volunteer_id),
  FOREIGN KEY (crisis_id, need_id) REFERENCES crises.need (crisis_id, id)
);
CREATE INDEX alert_by_volunteer ON crises.alert (volunteer_id, sent_at DESC);

-- A link that lets its holder answer one alert; a person may receive several over time.
CREATE TABLE crises.reply_link (
  crisis_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  need_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (crisis_id, token_hash),
  FOREIGN KEY (crisis_id, need_id, volunteer_id)
    REFERENCES crises.alert (crisis_id, need_id, volunteer_id) ON DELETE CASCADE
);
CREATE INDEX reply_link_by_token ON crises.reply_link (token_hash);

-- Append-only: what each person said, and what was decided on it.
CREATE TABLE crises.reply (
  crisis_id uuid NOT NULL,
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('yes', 'no', 'never')),
  reason text,
  channel text NOT NULL CHECK (channel IN ('link', 'sms', 'api', 'officer')),
  outcome text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (crisis_id, id)
);
CREATE INDEX reply_by_need ON crises.reply (crisis_id, need_id, volunteer_id, at);

CREATE TABLE crises.place (
  crisis_id uuid NOT NULL,
  need_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  state text NOT NULL
    CHECK (state IN ('confirmed', 'offered', 'reserve', 'declined', 'withdrawn', 'lapsed', 'released')),
  -- Order of arrival among those who said yes to this need.
  rank integer,
  -- An offered place must be confirmed before this instant.
  confirm_by timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (crisis_id, need_id, volunteer_id),
  FOREIGN KEY (crisis_id, need_id) REFERENCES crises.need (crisis_id, id),
  CHECK ((state = 'offered') = (confirm_by IS NOT NULL))
);
CREATE INDEX place_in_order ON crises.place (crisis_id, need_id, state, rank);
CREATE INDEX place_offered ON crises.place (confirm_by) WHERE state = 'offered';

-- Who is held by which shift: prevents two commitments at the same time, across crises.
CREATE TABLE crises.booking (
  volunteer_id uuid NOT NULL,
  need_id uuid NOT NULL,
  crisis_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, need_id)
);

-- The situation log (main courante): append-only, each entry sealed by the hash of the one before.
CREATE TABLE crises.log_head (
  crisis_id uuid PRIMARY KEY REFERENCES crises.crisis (id),
  length integer NOT NULL DEFAULT 0,
  hash bytea NOT NULL
);
CREATE TABLE crises.log_entry (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  number integer NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  author uuid,
  text text NOT NULL DEFAULT '',
  detail jsonb NOT NULL DEFAULT '{}',
  hash bytea NOT NULL,
  PRIMARY KEY (crisis_id, number)
);

-- Official alerts: what was received, byte for byte, what was understood, what it proposes.
CREATE TABLE crises.alert_message (
  id uuid PRIMARY KEY,
  -- The same bytes twice are one message, whoever delivers them.
  sha256 bytea NOT NULL UNIQUE,
  bytes bytea NOT NULL,
  source text NOT NULL CHECK (source IN ('upload', 'api', 'feed', 'demo')),
  received_at timestamptz NOT NULL,
  received_by uuid,
  outcome text NOT NULL CHECK (outcome IN ('alert', 'feed', 'refused')),
  -- Code of the refusal and its place in the text.
  error text,
  error_detail jsonb NOT NULL,
  signature text NOT NULL CHECK (signature IN ('none', 'valid', 'invalid', 'unverified')),
  CHECK ((outcome = 'refused') = (error IS NOT NULL))
);
CREATE INDEX alert_message_received ON crises.alert_message (received_at DESC, id DESC);

-- One alert of a message; a feed holds many.
CREATE TABLE crises.alert_entry (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES crises.alert_message (id),
  position integer NOT NULL,
  -- As written by the sender; NULL when it says nothing.
  sender text,
  identifier text,
  sent text,
  msg_type text,
  status text,
  event text,
  headline text,
  -- Could lead to something: only such a message makes a later one a repetition.
  admitted boolean NOT NULL,
  -- [{action, reason, level, hazard, departments, notes, onset, expires}]
  decisions jsonb NOT NULL,
  UNIQUE (message_id, position)
);
CREATE INDEX alert_entry_identity ON crises.alert_entry (sender, identifier);

-- Identifiers that a later message cancelled or replaced: the original may still arrive.
CREATE TABLE crises.alert_withdrawal (
  sender text NOT NULL,
  identifier text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cancel', 'update')),
  entry_id uuid NOT NULL REFERENCES crises.alert_entry (id),
  PRIMARY KEY (sender, identifier)
);

-- What one sender announces for one hazard in one department over consecutive days.
CREATE TABLE crises.proposal (
  id uuid PRIMARY KEY,
  sender text NOT NULL,
  sender_name text NOT NULL,
  hazard_key text NOT NULL,
  hazard text NOT NULL,
  department text NOT NULL,
  exercise boolean NOT NULL,
  -- {"2026-11-24": {level, onset, expires, sent, identifiers}}, instants in milliseconds.
  days jsonb NOT NULL,
  level text NOT NULL CHECK (level IN ('green', 'yellow', 'orange', 'red')),
  onset timestamptz NOT NULL,
  expires timestamptz NOT NULL,
  state text NOT NULL
    CHECK (state IN ('waiting', 'updated', 'accepted', 'dismissed', 'expired', 'cancelled')),
  event text NOT NULL DEFAULT '',
  notes text[] NOT NULL DEFAULT '{}',
  signature text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  dismissal text,
  crisis_id uuid,
  -- Number of its last event.
  events integer NOT NULL,
  CHECK ((state = 'accepted') = (crisis_id IS NOT NULL))
);
CREATE INDEX proposal_of_sender ON crises.proposal (sender) WHERE state NOT IN ('expired', 'cancelled');
CREATE INDEX proposal_open ON crises.proposal (department, expires) WHERE state IN ('waiting', 'updated');
CREATE INDEX proposal_newest ON crises.proposal (created_at DESC, id DESC);

-- Everything that happened to a proposal, in order.
CREATE TABLE crises.proposal_event (
  proposal_id uuid NOT NULL REFERENCES crises.proposal (id),
  number integer NOT NULL,
  at timestamptz NOT NULL,
  -- 'propose', 'raise', 'change', 'note', 'cancel', 'expire', 'accept', 'dismiss'
  event text NOT NULL,
  reason text NOT NULL,
  level text NOT NULL,
  entry_id uuid REFERENCES crises.alert_entry (id),
  actor uuid,
  PRIMARY KEY (proposal_id, number)
);

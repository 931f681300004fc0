CREATE SCHEMA messaging;

-- One row. While "demo" holds, no message leaves. "pepper" keys the hash of addresses, so that a
-- copy of the hashes alone does not give telephone numbers back.
CREATE TABLE messaging.installation (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  demo boolean NOT NULL DEFAULT false,
  pepper bytea NOT NULL,
  vapid_public text,
  vapid_private text,
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO messaging.installation (pepper) VALUES (
  decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);

CREATE FUNCTION messaging.address_hash(channel text, address text) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT sha256(i.pepper || convert_to(channel || ':' || address, 'UTF8')) FROM messaging.installation i
$$;

-- A row is a message, written in the transaction of the decision that causes it.
CREATE TABLE messaging.outbox (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('email', 'sms', 'push')),
  -- An address, a number in E.164 form, an account; NULL once erased.
  recipient text,
  recipient_hash bytea NOT NULL,
  purpose text NOT NULL CHECK (
    purpose IN ('sign_in', 'account', 'crisis', 'missions', 'newsletter', 'alerts')
  ),
  key text NOT NULL,
  lang text NOT NULL,
  subject text,
  text text NOT NULL,
  html text,
  message_group text,
  exercise boolean NOT NULL DEFAULT false,
  ignore_quiet_hours boolean NOT NULL DEFAULT false,
  time_zone text NOT NULL,
  -- Lower goes first.
  priority smallint NOT NULL,
  not_before timestamptz NOT NULL,
  expires_at timestamptz,
  state text NOT NULL DEFAULT 'waiting' CHECK (
    state IN ('waiting', 'sending', 'sent', 'delivered', 'uncertain', 'failed', 'undelivered',
              'cancelled', 'muted', 'expired', 'captured')
  ),
  attempts smallint NOT NULL DEFAULT 0,
  gateway text,
  provider_id text,
  worker uuid,
  claimed_at timestamptz,
  settled_at timestamptz,
  segments smallint,
  error text,
  created_at timestamptz NOT NULL,
  UNIQUE (recipient_hash, purpose, key)
) WITH (fillfactor = 80);

CREATE INDEX outbox_waiting ON messaging.outbox (channel, priority, not_before, id) WHERE state = 'waiting';
CREATE INDEX outbox_sending ON messaging.outbox (claimed_at) WHERE state = 'sending';
CREATE INDEX outbox_trouble ON messaging.outbox (settled_at) WHERE state IN ('uncertain', 'failed', 'undelivered');
CREATE INDEX outbox_group ON messaging.outbox (message_group) WHERE message_group IS NOT NULL;

-- The pieces of a text message, by the gateway's own identifier: a receipt may come before we know
-- which message the piece belongs to.
CREATE TABLE messaging.sms_part (
  gateway text NOT NULL,
  provider_id text NOT NULL,
  message_id uuid,
  state text NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'delivered', 'undelivered')),
  error text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (gateway, provider_id)
);
CREATE INDEX sms_part_message ON messaging.sms_part (message_id) WHERE message_id IS NOT NULL;

-- What somebody does not want on an address; no row means wanted.
CREATE TABLE messaging.preference (
  recipient_hash bytea NOT NULL,
  purpose text NOT NULL,
  muted boolean NOT NULL,
  -- 'page', 'link', 'sms'
  source text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (recipient_hash, purpose)
);

-- Minutes since local midnight; from = until means none.
CREATE TABLE messaging.quiet_hours (
  recipient_hash bytea PRIMARY KEY,
  starts_at smallint NOT NULL CHECK (starts_at BETWEEN 0 AND 1439),
  ends_at smallint NOT NULL CHECK (ends_at BETWEEN 0 AND 1439)
);

CREATE TABLE messaging.push_subscription (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX push_subscription_account ON messaging.push_subscription (account_id);

CREATE TABLE messaging.incoming_sms (
  gateway text NOT NULL,
  provider_id text NOT NULL,
  -- NULL once erased.
  sender text,
  sender_hash bytea NOT NULL,
  text text NOT NULL,
  received_at timestamptz NOT NULL,
  handled_at timestamptz,
  -- Which handler understood it; NULL when none did.
  handled_by text,
  PRIMARY KEY (gateway, provider_id)
);
CREATE INDEX incoming_sms_unhandled ON messaging.incoming_sms (received_at) WHERE handled_at IS NULL;

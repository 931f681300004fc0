-- Tests that people take. Without an account, whoever holds the secret of the cookie.
CREATE TABLE skills.attempt (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('placement', 'certification')),
  account_id uuid,
  -- SHA-256 of the secret in the cookie of the browser that takes it.
  key_hash bytea,
  lang text NOT NULL CHECK (lang IN ('fr', 'en')),
  -- Larger letters and more space; only items that need no picture and no file.
  readable boolean NOT NULL DEFAULT false,
  plain_items boolean NOT NULL DEFAULT false,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'ended', 'cancelled')),
  paused_for text CHECK (paused_for IN ('supervisor', 'connection', 'person')),
  bank integer NOT NULL REFERENCES skills.bank_version,
  -- Milliseconds.
  allowed_ms integer NOT NULL,
  spent_ms integer NOT NULL,
  counted_at timestamptz NOT NULL,
  beats boolean NOT NULL,
  -- Fields of the open question as they were typed so far.
  draft jsonb,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text CHECK (ended_by IN ('length', 'precision', 'classified', 'time', 'person', 'bank')),
  -- The result, in logits; none when nothing was answered.
  theta double precision,
  se double precision
);
CREATE INDEX attempt_account ON skills.attempt (account_id, started_at) WHERE account_id IS NOT NULL;
CREATE INDEX attempt_state ON skills.attempt (state, counted_at);

-- What was asked, in order: also the log of answers that items are measured with.
CREATE TABLE skills.attempt_item (
  attempt_id uuid NOT NULL REFERENCES skills.attempt ON DELETE CASCADE,
  -- From 0.
  position smallint NOT NULL,
  item text NOT NULL,
  asked_at timestamptz NOT NULL,
  -- The fields as they were sent; emptied with the person's data, the score stays.
  answer text,
  is_right boolean,
  answered_at timestamptz,
  replaced_for text,
  PRIMARY KEY (attempt_id, position),
  UNIQUE (attempt_id, item)
);
CREATE INDEX attempt_item_item ON skills.attempt_item (item);

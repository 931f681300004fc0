-- Calls to the systems of distributors, one for each step of an order that they may know of.
ALTER TABLE offers.distributor
  -- Still signs for a day after it was replaced.
  ADD COLUMN webhook_former_secret bytea,
  ADD COLUMN webhook_secret_since timestamptz;

CREATE TABLE offers.webhook_call (
  distributor_id uuid NOT NULL REFERENCES offers.distributor (id),
  id uuid NOT NULL,
  order_id uuid NOT NULL REFERENCES offers.purchase_order (id),
  step integer NOT NULL,
  event text NOT NULL,
  -- As it is sent and signed, at each try the same.
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  tries integer NOT NULL DEFAULT 0,
  -- Of the last try: a status of HTTP, or why there was none.
  last_answer text NOT NULL DEFAULT '',
  next_try_at timestamptz,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (distributor_id, id),
  UNIQUE (distributor_id, order_id, step)
);
CREATE INDEX webhook_call_log ON offers.webhook_call (distributor_id, created_at DESC, id DESC);

-- Vouchers: what funders pay so that others are certified for less, or for nothing. Money in cents.
CREATE SCHEMA IF NOT EXISTS skills;

CREATE TABLE skills.voucher_batch (
  id uuid PRIMARY KEY,
  -- As people read it.
  funder text NOT NULL,
  -- Who may read the ledger beside the administration.
  funder_account_id uuid,
  budget_cents integer NOT NULL CHECK (budget_cents > 0),
  -- What one voucher costs the funder.
  value_cents integer NOT NULL CHECK (value_cents > 0),
  -- [{kind, price, ...}], see domain/vouchers/discount.ts.
  rules jsonb NOT NULL,
  until timestamptz NOT NULL,
  retakes smallint NOT NULL CHECK (retakes >= 0),
  retake_days smallint NOT NULL CHECK (retake_days > 0),
  created_at timestamptz NOT NULL
);
CREATE INDEX voucher_batch_funder ON skills.voucher_batch (funder_account_id);

-- The order in which things happened to the vouchers of a batch.
CREATE SEQUENCE skills.voucher_position;

-- One click of "issue", however often it is sent.
CREATE TABLE skills.voucher_issue (
  batch_id uuid NOT NULL REFERENCES skills.voucher_batch,
  key uuid NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  issued_at timestamptz NOT NULL,
  position bigint NOT NULL DEFAULT nextval('skills.voucher_position'),
  PRIMARY KEY (batch_id, key)
);

CREATE TABLE skills.voucher (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL,
  issue_key uuid NOT NULL,
  -- SHA-256 of the code; the code itself is told once and kept nowhere.
  code_hash bytea NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('free', 'used', 'expired', 'returned')),
  until timestamptz NOT NULL,
  retakes_left smallint NOT NULL CHECK (retakes_left >= 0),
  retake_until timestamptz,
  -- Who redeemed it, while it is used: a retake is theirs alone.
  account_id uuid,
  FOREIGN KEY (batch_id, issue_key) REFERENCES skills.voucher_issue,
  CHECK ((state = 'used') = (retake_until IS NOT NULL))
);
CREATE INDEX voucher_by_batch ON skills.voucher (batch_id, state);
CREATE INDEX voucher_due ON skills.voucher (until) WHERE state IN ('free', 'expired');
CREATE INDEX voucher_account ON skills.voucher (account_id) WHERE account_id IS NOT NULL;

-- Everything that happened to a voucher after it was issued, in order; nothing is taken out.
CREATE TABLE skills.voucher_entry (
  voucher_id uuid NOT NULL REFERENCES skills.voucher,
  position bigint NOT NULL DEFAULT nextval('skills.voucher_position'),
  what text NOT NULL CHECK (what IN
    ('redeem', 'retake', 'retake_back', 'release', 'expire', 'extend', 'return')),
  at timestamptz NOT NULL,
  PRIMARY KEY (voucher_id, position)
);

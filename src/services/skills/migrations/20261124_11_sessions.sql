-- Certification sessions in a labelled space, who sits in them and what happened there.
CREATE TABLE skills.session (
  id uuid PRIMARY KEY,
  space_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  places smallint NOT NULL CHECK (places BETWEEN 1 AND 40),
  -- What a candidate pays on site without a voucher, in cents.
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  state text NOT NULL CHECK (state IN ('planned', 'open', 'closed', 'cancelled')),
  -- While it is open: what candidates in the room type to say that they are there.
  access_code text,
  -- Who opened it.
  supervisor_id uuid,
  -- Places taken by candidates who did not withdraw.
  taken smallint NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND places),
  created_at timestamptz NOT NULL,
  opened_at timestamptz,
  closed_at timestamptz,
  CHECK ((state = 'open') = (access_code IS NOT NULL))
);
CREATE INDEX session_space ON skills.session (space_id, starts_at);
CREATE INDEX session_coming ON skills.session (starts_at) WHERE state IN ('planned', 'open');

CREATE TABLE skills.candidate (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES skills.session,
  -- Emptied when the person is erased; the name and birth date too.
  account_id uuid,
  -- As on the identity document that is looked at on the day.
  name text,
  birth_date date,
  lang text NOT NULL CHECK (lang IN ('fr', 'en')),
  state text NOT NULL CHECK (state IN
    ('enrolled', 'withdrawn', 'arrived', 'identified', 'admitted', 'finished', 'absent')),
  -- A third more time; nobody asks why.
  extra_time boolean NOT NULL DEFAULT false,
  voucher_id uuid REFERENCES skills.voucher,
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  -- The rule that gives the price.
  price_because jsonb,
  paid_by text CHECK (paid_by IN ('cash', 'card', 'cheque', 'transfer')),
  paid_at timestamptz,
  -- That a document was looked at; nothing of the document.
  identified_at timestamptz,
  identified_by uuid,
  attempt_id uuid,
  -- The certified result: Warm's estimate, in logits.
  theta double precision,
  se double precision,
  result text CHECK (result IN ('certified', 'too_few_answers', 'appeal_upheld')),
  appeal text CHECK (appeal IN ('filed', 'upheld', 'rejected', 'withdrawn')),
  appeal_text text,
  appeal_answer text,
  appeal_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (session_id, account_id),
  CHECK ((paid_by IS NULL) = (paid_at IS NULL))
);
CREATE INDEX candidate_account ON skills.candidate (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX candidate_attempt ON skills.candidate (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX candidate_appeal ON skills.candidate (appeal_at) WHERE appeal = 'filed';

-- What happened in the room. Evidence to be read by people: nothing here changes a score.
CREATE TABLE skills.session_event (
  session_id uuid NOT NULL REFERENCES skills.session,
  id uuid NOT NULL,
  candidate_id uuid REFERENCES skills.candidate,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('blur', 'paste', 'resize', 'flag', 'incident', 'pause', 'resume', 'end')),
  -- The question that was open, from 0.
  position smallint,
  reason text,
  PRIMARY KEY (session_id, id)
);

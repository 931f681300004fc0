-- Learning platforms that may launch a test (LTI 1.3), launches under way, scores to give back.
CREATE TABLE skills.lti_platform (
  id uuid PRIMARY KEY,
  issuer text NOT NULL,
  client_id text NOT NULL,
  deployments text[] NOT NULL,
  -- Where its sign-in, its tokens and its public keys are.
  auth_url text NOT NULL,
  token_url text NOT NULL,
  keys_url text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (issuer, client_id)
);

-- Serves once.
CREATE TABLE skills.lti_login (
  state_hash bytea PRIMARY KEY,
  platform_id uuid NOT NULL REFERENCES skills.lti_platform ON DELETE CASCADE,
  nonce text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Gone as soon as the score was taken.
CREATE TABLE skills.lti_score (
  attempt_id uuid PRIMARY KEY REFERENCES skills.attempt ON DELETE CASCADE,
  platform_id uuid NOT NULL REFERENCES skills.lti_platform ON DELETE CASCADE,
  line_item text NOT NULL,
  -- The person's name for the platform, no name of a person.
  user_id text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL
);

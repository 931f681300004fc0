CREATE SCHEMA auth;

CREATE TABLE auth.account (
  id uuid PRIMARY KEY,
  -- As typed by the person, lower-cased; NULL once erased.
  email text,
  display_name text NOT NULL DEFAULT '',
  lang text NOT NULL CHECK (lang IN ('fr', 'en')),
  created_at timestamptz NOT NULL,
  last_sign_in_at timestamptz,
  -- Sessions opened or rotated before this instant get a new token on their next request.
  privileges_changed_at timestamptz,
  disabled_at timestamptz,
  erased_at timestamptz,
  CHECK (email IS NOT NULL OR erased_at IS NOT NULL)
);
CREATE INDEX account_by_email ON auth.account (email text_pattern_ops);

-- Uniqueness of the address, apart from the account so that accounts can be distributed by id.
CREATE TABLE auth.account_email (
  email_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL
);
CREATE INDEX account_email_account ON auth.account_email (account_id);

CREATE TABLE auth.session (
  -- SHA-256 of the token; the token itself is only in the person's cookie.
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  rotated_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  browser text NOT NULL,
  system text NOT NULL,
  method text NOT NULL CHECK (method IN ('email_code', 'passkey', 'openid', 'demo', 'test'))
);
CREATE INDEX session_account ON auth.session (account_id);
CREATE INDEX session_expiry ON auth.session (expires_at);

CREATE TABLE auth.role_grant (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  role text NOT NULL,
  scope_kind text NOT NULL CHECK (scope_kind IN ('national', 'department', 'commune', 'organisation')),
  -- INSEE code of the department or commune, id of the organisation; '' when national.
  scope_code text NOT NULL DEFAULT '',
  -- Department of a commune; '' otherwise.
  scope_department text NOT NULL DEFAULT '',
  -- NULL when granted on the command line.
  granted_by uuid,
  granted_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_by uuid,
  revoked_at timestamptz,
  PRIMARY KEY (account_id, id),
  CHECK ((scope_kind = 'national') = (scope_code = '')),
  CHECK ((scope_kind = 'commune') = (scope_department <> ''))
);
CREATE UNIQUE INDEX role_grant_once ON auth.role_grant (account_id, role, scope_kind, scope_code)
  WHERE revoked_at IS NULL;
CREATE INDEX role_grant_holders ON auth.role_grant (role, scope_kind, scope_code) WHERE revoked_at IS NULL;

CREATE TABLE auth.sign_in_code (
  -- SHA-256 of a random value kept in the browser that asked: a code alone opens nothing.
  challenge_hash bytea PRIMARY KEY,
  -- SHA-256 of that same value and the six digits: the table alone does not give the code away.
  code_hash bytea NOT NULL,
  -- SHA-256 of the token in the link of the e-mail.
  link_hash bytea NOT NULL,
  email text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('sign_in', 'change_email')),
  account_id uuid,
  lang text NOT NULL,
  next_path text NOT NULL DEFAULT '/',
  -- An identity of an OpenID provider that waits for this proof before it is linked.
  identity_issuer text,
  identity_subject text,
  identity_label text,
  tries int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX sign_in_code_link ON auth.sign_in_code (link_hash);
CREATE INDEX sign_in_code_expiry ON auth.sign_in_code (expires_at);

CREATE TABLE auth.passkey (
  -- As WebAuthn gives it, base64url.
  credential_id text PRIMARY KEY,
  account_id uuid NOT NULL,
  name text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  backed_up boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkey_account ON auth.passkey (account_id);

CREATE TABLE auth.oidc_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL,
  label text NOT NULL,
  linked_at timestamptz NOT NULL,
  last_used_at timestamptz,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX oidc_identity_account ON auth.oidc_identity (account_id);

-- A passkey or OpenID exchange under way, bound to the browser that began it; used once.
CREATE TABLE auth.ceremony (
  token_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('passkey_add', 'passkey_sign_in', 'openid')),
  account_id uuid,
  data jsonb NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ceremony_expiry ON auth.ceremony (expires_at);

CREATE TABLE auth.api_token (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  -- Last four characters, to recognise a token in a list.
  hint text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_token_account ON auth.api_token (account_id);

-- Counters only: losing them in a crash costs nothing, writing them must cost little.
CREATE UNLOGGED TABLE auth.rate_limit (
  -- What is limited and a hash of for whom; no address or e-mail in clear.
  key text PRIMARY KEY,
  points int NOT NULL,
  resets_at timestamptz NOT NULL
);
CREATE INDEX rate_limit_reset ON auth.rate_limit (resets_at);

CREATE SCHEMA api;

-- The answer to a request that carried an Idempotency-Key, kept 24 hours for its repetitions.
CREATE TABLE api.idempotency (
  -- SHA-256 of the account and the key: the key itself is the caller's business.
  key_hash bytea PRIMARY KEY,
  -- SHA-256 of method, path, query and body.
  request_hash bytea NOT NULL,
  status smallint NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX idempotency_age ON api.idempotency (created_at);

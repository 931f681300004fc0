CREATE SCHEMA audit;

-- Append-only. Subjects and actors are ids, so that erasing a person never touches the chain.
CREATE TABLE audit.entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('anonymous', 'person', 'token', 'system')),
  actor_id text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  detail jsonb NOT NULL,
  -- SHA-256 of the previous entry's hash and this entry in canonical JSON.
  hash bytea NOT NULL
);
CREATE INDEX entry_subject ON audit.entry (subject_kind, subject_id, seq);

-- The end of the chain. Locked by each writer for the time of two statements and a commit.
CREATE TABLE audit.head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO audit.head (seq, hash) VALUES (0, '\x');

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

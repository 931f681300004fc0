-- The token before, until its successor has come back: an answer may be lost with the new one in it.
ALTER TABLE auth.session ADD COLUMN previous_hash bytea;
CREATE INDEX session_previous ON auth.session (previous_hash) WHERE previous_hash IS NOT NULL;

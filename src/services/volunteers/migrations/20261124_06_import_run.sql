-- A list uploaded on the import page, from the upload to its outcome. The file and what was rejected
-- are removed after a day; the counts stay.
CREATE TABLE volunteers.import_run (
  id uuid PRIMARY KEY,
  -- auth.account: only the person who uploaded a list sees it.
  owner_id uuid NOT NULL,
  -- files.stored_file; null once removed.
  file_id uuid,
  file_name text NOT NULL,
  state text NOT NULL
    CHECK (state IN ('uploaded', 'checking', 'checked', 'importing', 'done', 'failed', 'expired')),
  -- The field of each column, in order; '' for a column left out.
  fields text[] NOT NULL DEFAULT '{}',
  contacts_verified boolean NOT NULL DEFAULT false,
  lines_done integer NOT NULL DEFAULT 0,
  -- Counts, rejected and differing lines of the last trial or import.
  progress jsonb,
  error text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX import_run_owner ON volunteers.import_run (owner_id, created_at DESC);
CREATE INDEX import_run_file ON volunteers.import_run (created_at) WHERE file_id IS NOT NULL;

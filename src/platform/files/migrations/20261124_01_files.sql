CREATE SCHEMA files;

-- The bytes are in the data directory, under uploads/, by the same id.
CREATE TABLE files.stored_file (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL,
  uploaded_by uuid,
  created_at timestamptz NOT NULL
);
CREATE INDEX stored_file_uploaded_by ON files.stored_file (uploaded_by) WHERE uploaded_by IS NOT NULL;

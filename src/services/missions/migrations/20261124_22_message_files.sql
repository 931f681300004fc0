-- A document that comes with a message.
ALTER TABLE missions.message ADD COLUMN file_id uuid, ADD COLUMN file_name text;

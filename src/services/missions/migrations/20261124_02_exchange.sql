-- Missions of partners, as they came, beside the mission they became.
ALTER TABLE missions.mission ALTER COLUMN organisation_id DROP NOT NULL;
ALTER TABLE missions.mission ADD COLUMN external_name text NOT NULL DEFAULT '';
ALTER TABLE missions.mission ADD COLUMN application_url text NOT NULL DEFAULT '';

CREATE TABLE missions.exchange (
  publisher text NOT NULL,
  client_id text NOT NULL,
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  -- The fields of API Engagement v2 as they were read, in their order.
  fields text NOT NULL,
  -- The last reading that listed it.
  seen_in uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  -- Since when the publisher no longer lists it; its row stays, so that it can come back.
  deleted_at timestamptz,
  PRIMARY KEY (publisher, client_id)
);
CREATE UNIQUE INDEX exchange_mission ON missions.exchange (mission_id);
CREATE INDEX mission_updated ON missions.mission (updated_at);

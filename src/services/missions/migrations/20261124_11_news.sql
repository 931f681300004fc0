-- What a person is written about, at a rhythm of her own: new missions that answer a search she kept, or
-- (one row each) those that fit her. The words of a search are made from its query; no page kept one yet.
ALTER TABLE missions.saved_search
  DROP COLUMN label,
  ADD COLUMN kind text NOT NULL DEFAULT 'search' CHECK (kind IN ('search', 'fitting')),
  ADD COLUMN rhythm text NOT NULL CHECK (rhythm IN ('at_once', 'daily', 'weekly', 'never')),
  -- In the link of each letter that ends it.
  ADD COLUMN stop_key text NOT NULL UNIQUE,
  ADD COLUMN due_at timestamptz NOT NULL,
  ADD UNIQUE (volunteer_id, kind, query);
CREATE INDEX saved_search_due ON missions.saved_search (due_at) WHERE rhythm <> 'never';

-- Missions that somebody was written about: never twice, whichever search finds them.
CREATE TABLE missions.told (
  volunteer_id uuid NOT NULL,
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, mission_id)
);

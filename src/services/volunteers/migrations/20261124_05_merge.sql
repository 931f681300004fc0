-- Two records that may be one person: somebody proposes, the person or a reviewer decides.
-- Ids only: nothing here says who they are once a record is erased.
CREATE TABLE volunteers.merge (
  id uuid PRIMARY KEY,
  -- The record that would be emptied, and the one that would stay.
  from_id uuid NOT NULL,
  into_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('name_birth_commune', 'phone')),
  state text NOT NULL CHECK (state IN ('proposed', 'merged', 'refused', 'lapsed')),
  -- auth.account; null when a list proposed it from the command line.
  proposed_by uuid,
  proposed_at timestamptz NOT NULL,
  decided_by text CHECK (decided_by IN ('person', 'reviewer')),
  decided_at timestamptz,
  CHECK (from_id <> into_id)
);
-- "These are two people" is remembered: the pair is not proposed again.
CREATE UNIQUE INDEX merge_once ON volunteers.merge (least(from_id, into_id), greatest(from_id, into_id))
  WHERE state IN ('proposed', 'refused');
CREATE INDEX merge_from ON volunteers.merge (from_id) WHERE state = 'proposed';
CREATE INDEX merge_into ON volunteers.merge (into_id) WHERE state = 'proposed';

-- Where an emptied record went.
ALTER TABLE volunteers.volunteer ADD COLUMN merged_into uuid;
CREATE INDEX volunteer_duplicate ON volunteers.volunteer (commune_code, name_key, birth_date)
  WHERE birth_date IS NOT NULL AND status <> 'erased';

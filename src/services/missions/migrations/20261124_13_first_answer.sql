-- When the association first decided something about an application, for what is told of its delays.
ALTER TABLE missions.application ADD COLUMN answered_at timestamptz;
UPDATE missions.application SET answered_at = changed_at
  WHERE state IN ('in_discussion', 'accepted', 'waiting', 'offered', 'declined', 'delivered',
    'completed', 'no_show');
CREATE INDEX application_applied ON missions.application (applied_at);
CREATE INDEX mission_published ON missions.mission (published_at) WHERE published_at IS NOT NULL;
CREATE INDEX hours_day ON missions.hours (day);

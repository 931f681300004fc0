-- So that a search asks for a day.
ALTER TABLE missions.mission_search ADD COLUMN starts_on date;
UPDATE missions.mission_search s SET starts_on = m.starts_on
  FROM missions.mission m WHERE m.id = s.mission_id AND m.starts_on IS NOT NULL;

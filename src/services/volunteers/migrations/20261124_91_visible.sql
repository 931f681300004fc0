-- Those who accept that associations see their first name and skills: few, and asked for by every mission.
CREATE INDEX volunteer_visible ON volunteers.volunteer (id)
  WHERE visible_to_associations AND missions_consent AND status = 'active';

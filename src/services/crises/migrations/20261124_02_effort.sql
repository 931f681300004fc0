-- The same words as the register of volunteers: light, moderate, hard.
ALTER TABLE crises.need DROP COLUMN effort;
ALTER TABLE crises.need ADD COLUMN effort text NOT NULL DEFAULT 'light'
  CHECK (effort IN ('light', 'moderate', 'hard'));
-- Positions in the reserve are counted by rank.
CREATE INDEX booking_overlap ON crises.booking (volunteer_id, starts_at, ends_at);

-- At most two invitations a month for each person, all associations together: a month has two slots.
ALTER TABLE missions.invitation
  ADD COLUMN month date NOT NULL,
  ADD COLUMN slot smallint NOT NULL CHECK (slot IN (1, 2)),
  ADD COLUMN declined_at timestamptz,
  ADD UNIQUE (volunteer_id, month, slot);
DROP INDEX missions.invitation_volunteer;
-- Whoever invited may be erased; the invitation stays the association's.
ALTER TABLE missions.invitation ALTER COLUMN invited_by DROP NOT NULL;

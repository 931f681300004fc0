-- A moderator keeps an association from publishing, or an account from publishing and applying, for a time.
CREATE TABLE missions.ban (
  id uuid PRIMARY KEY,
  subject text NOT NULL CHECK (subject IN ('association', 'account')),
  subject_id uuid NOT NULL,
  -- Of the moderator's territory: who sees it and decides an appeal; '' for the whole country.
  department text NOT NULL,
  state text NOT NULL CHECK (state IN ('in_force', 'appealed', 'upheld', 'lifted')),
  reason text NOT NULL,
  note text NOT NULL,
  banned_by uuid,
  banned_at timestamptz NOT NULL,
  -- Over by itself from then on.
  until_at timestamptz NOT NULL,
  appeal text NOT NULL DEFAULT '',
  answer text NOT NULL DEFAULT ''
);
CREATE INDEX ban_subject ON missions.ban (subject_id, until_at) WHERE state <> 'lifted';

-- Requests to act for an association, and what was said about them.
CREATE TABLE associations.claim (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES associations.organisation (id),
  -- For the territory of reviewers.
  department text NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('claim', 'join', 'hand_over')),
  proof text NOT NULL CHECK (proof IN ('document', 'domain', 'letter', 'invitation')),
  role text NOT NULL CHECK (role IN ('association_owner', 'association_manager', 'association_reader')),
  office text NOT NULL CHECK (office IN ('president', 'treasurer', 'secretary', 'other')),
  state text NOT NULL CHECK (state IN ('letter', 'owner', 'review', 'question', 'second', 'accepted',
    'refused', 'withdrawn', 'expired')),
  message text NOT NULL,
  file_id uuid,
  -- Address of the association, told by the person: it gets the reminders too.
  contact_email text,
  -- Of another officer, who may join without being asked again.
  second_email text,
  contested boolean NOT NULL DEFAULT false,
  code_hash bytea,
  code_tries integer NOT NULL DEFAULT 0,
  refusal text,
  question text,
  question_text text NOT NULL DEFAULT '',
  answer text NOT NULL DEFAULT '',
  -- Who wants to decide against the rule, and why.
  override_by uuid,
  override_reason text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  -- Of the state: answer, decision or end is due then.
  due_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  -- Last day of an accepted one.
  valid_until date,
  -- The smallest number of days before an end for which a reminder went.
  reminded integer
);
-- One open request per person and association.
CREATE UNIQUE INDEX claim_open ON associations.claim (account_id, organisation_id)
  WHERE state IN ('letter', 'owner', 'review', 'question', 'second');
CREATE INDEX claim_queue ON associations.claim (state, due_at);
CREATE INDEX claim_of_organisation ON associations.claim (organisation_id, created_at);
CREATE INDEX claim_of_account ON associations.claim (account_id, created_at);

CREATE TABLE associations.claim_note (
  id uuid PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES associations.claim (id) ON DELETE CASCADE,
  author_id uuid,
  written_at timestamptz NOT NULL,
  text text NOT NULL
);
CREATE INDEX claim_note_of ON associations.claim_note (claim_id, written_at);

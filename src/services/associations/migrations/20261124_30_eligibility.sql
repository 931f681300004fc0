-- Decisions about who is entitled to a programme, and each step of their lives.
CREATE TABLE associations.eligibility_decision (
  id uuid PRIMARY KEY,
  -- No foreign key: registers are replaced as a whole.
  organisation_id uuid NOT NULL,
  organisation_name text NOT NULL,
  department text NOT NULL,
  pack text NOT NULL,
  version text NOT NULL,
  -- What was read, so that the same rules give the same answer again.
  facts jsonb NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('eligible', 'excluded', 'review')),
  reasons jsonb NOT NULL,
  state text NOT NULL,
  -- Accounts: who asked; who settled it first; who must settle the appeal; who wants to go against the rules.
  asked_by uuid,
  reviewer uuid,
  second_reviewer uuid,
  proposed_by uuid,
  asked_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- By when a person acts; NULL: nobody has to.
  due_on date,
  -- Last day on which it counts.
  expires_on date
);
CREATE UNIQUE INDEX eligibility_current ON associations.eligibility_decision (organisation_id, pack)
  WHERE state NOT IN ('expired', 'revoked', 'superseded', 'lapsed');
CREATE INDEX eligibility_due ON associations.eligibility_decision (due_on, id)
  WHERE due_on IS NOT NULL;
CREATE INDEX eligibility_asked ON associations.eligibility_decision (asked_by, asked_at DESC)
  WHERE asked_by IS NOT NULL;

CREATE TABLE associations.eligibility_step (
  decision_id uuid NOT NULL REFERENCES associations.eligibility_decision (id),
  number integer NOT NULL,
  event text NOT NULL,
  state text NOT NULL,
  -- NULL: the program itself, or somebody erased.
  by_account uuid,
  note text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (decision_id, number)
);

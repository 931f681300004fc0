-- Needs of associations as work: missions, the people who apply, their tasks, what they hand in, hours.
CREATE SCHEMA missions;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- French words without their accents, then their stems: "bénévoles", "benevole" and "BÉNÉVOLE" are one.
CREATE TEXT SEARCH CONFIGURATION missions.french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION missions.french
  ALTER MAPPING FOR asciiword, word, hword, hword_part, hword_asciipart, asciihword
  WITH unaccent, french_stem;
-- The same words whole, for finding what a mistyped one meant.
CREATE TEXT SEARCH CONFIGURATION missions.words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION missions.words
  ALTER MAPPING FOR asciiword, word, hword, hword_part, hword_asciipart, asciihword
  WITH unaccent, simple;

CREATE TABLE missions.mission (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  -- INSEE code; NULL when the work is done from anywhere.
  commune_code text,
  -- Of the mission, else of the association: who moderates.
  department text NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'pending_review', 'published',
    'paused', 'closed', 'cancelled', 'flagged')),
  family text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  deliverable text NOT NULL DEFAULT '',
  tools text NOT NULL DEFAULT '',
  domain text NOT NULL,
  activity text NOT NULL,
  remote text NOT NULL CHECK (remote IN ('no', 'possible', 'full', 'local')),
  pace text NOT NULL,
  -- Asked of each volunteer: in all when the pace is once or free, else each week or month.
  effort_minutes integer NOT NULL CHECK (effort_minutes >= 0),
  starts_on date,
  -- Last day, or the day when it must be done.
  ends_on date,
  places integer NOT NULL CHECK (places BETWEEN 1 AND 5000),
  first_come boolean NOT NULL DEFAULT false,
  -- Counters of places, changed under the row's lock with the applications they count.
  held integer NOT NULL DEFAULT 0,
  offered integer NOT NULL DEFAULT 0,
  waiting integer NOT NULL DEFAULT 0,
  next_rank integer NOT NULL DEFAULT 1,
  -- Numbers of the volunteers' referential: useful, and without which nobody can do it.
  skills integer[] NOT NULL DEFAULT '{}',
  required integer[] NOT NULL DEFAULT '{}',
  languages text[] NOT NULL DEFAULT '{}',
  confidentiality text NOT NULL DEFAULT 'none',
  open_to_minors boolean NOT NULL DEFAULT false,
  accessible boolean NOT NULL DEFAULT false,
  source text NOT NULL DEFAULT 'entered' CHECK (source IN ('entered', 'demo', 'exchange')),
  created_by uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  submitted_at timestamptz,
  published_at timestamptz,
  ended_at timestamptz,
  -- Of the last decision of a moderator that gave it back or hid it.
  review_reason text,
  review_note text NOT NULL DEFAULT '',
  reviewed_by uuid,
  -- When a moderator first accepted it.
  accepted_at timestamptz,
  appealed_at timestamptz,
  CHECK (held + offered <= places)
);
CREATE INDEX mission_organisation ON missions.mission (organisation_id, created_at DESC);
CREATE INDEX mission_review ON missions.mission (submitted_at) WHERE state IN ('pending_review', 'flagged');

-- One narrow row per published mission, holding all that filters and facets read; its words apart, so
-- that counting a facet does not read them.
CREATE TABLE missions.mission_search (
  mission_id uuid PRIMARY KEY REFERENCES missions.mission (id) ON DELETE CASCADE,
  commune integer,
  department text NOT NULL,
  remote text NOT NULL,
  family text NOT NULL,
  domain text NOT NULL,
  pace text NOT NULL,
  effort_minutes integer NOT NULL,
  ends_on date,
  -- Required and useful ones together, then the required alone.
  skills integer[] NOT NULL,
  required integer[] NOT NULL,
  languages text[] NOT NULL,
  open_to_minors boolean NOT NULL,
  accessible boolean NOT NULL,
  published_at timestamptz NOT NULL
);
CREATE INDEX mission_search_published ON missions.mission_search (published_at DESC, mission_id);

CREATE TABLE missions.mission_words (
  mission_id uuid PRIMARY KEY REFERENCES missions.mission_search (mission_id) ON DELETE CASCADE,
  -- Stems, weighed: title, then what is made and by whom, then the text.
  stems tsvector NOT NULL,
  -- Whole words.
  words tsvector NOT NULL
);
CREATE INDEX mission_words_stems ON missions.mission_words USING gin (stems);

-- Words of missions, without accents: what a mistyped word is compared with.
CREATE TABLE missions.word (
  word text PRIMARY KEY
);
CREATE INDEX word_alike ON missions.word USING gin (word gin_trgm_ops);

CREATE TABLE missions.application (
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  state text NOT NULL,
  -- Order in the waiting list.
  rank integer,
  motivation text NOT NULL DEFAULT '',
  applied_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- Since when the association owes an answer, and what its silence already led to.
  awaiting_since timestamptz,
  follow_up_stage smallint NOT NULL DEFAULT 0,
  offer_expires_at timestamptz,
  reason text,
  -- Click identifier of API Engagement, when the person came from there.
  apiengagement_id text,
  PRIMARY KEY (mission_id, id),
  UNIQUE (mission_id, volunteer_id)
);
CREATE INDEX application_volunteer ON missions.application (volunteer_id, applied_at DESC);
CREATE INDEX application_awaiting ON missions.application (awaiting_since)
  WHERE awaiting_since IS NOT NULL;
CREATE INDEX application_offer ON missions.application (offer_expires_at)
  WHERE offer_expires_at IS NOT NULL;

CREATE TABLE missions.message (
  mission_id uuid NOT NULL,
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  from_volunteer boolean NOT NULL,
  account_id uuid,
  text text NOT NULL,
  sent_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (mission_id, id),
  FOREIGN KEY (mission_id, application_id) REFERENCES missions.application (mission_id, id) ON DELETE CASCADE
);
CREATE INDEX message_application ON missions.message (mission_id, application_id, sent_at);

CREATE TABLE missions.task (
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  effort_minutes integer NOT NULL DEFAULT 0,
  -- How many may do it.
  volunteers integer NOT NULL DEFAULT 1 CHECK (volunteers BETWEEN 1 AND 500),
  PRIMARY KEY (mission_id, id)
);

CREATE TABLE missions.claim (
  mission_id uuid NOT NULL,
  task_id uuid NOT NULL,
  application_id uuid NOT NULL,
  state text NOT NULL,
  claimed_at timestamptz NOT NULL,
  expires_at timestamptz,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (mission_id, task_id, application_id),
  FOREIGN KEY (mission_id, task_id) REFERENCES missions.task (mission_id, id) ON DELETE CASCADE,
  FOREIGN KEY (mission_id, application_id) REFERENCES missions.application (mission_id, id) ON DELETE CASCADE
);
CREATE INDEX claim_expiry ON missions.claim (expires_at) WHERE expires_at IS NOT NULL;

-- What a volunteer handed in, for a task or for the whole mission, and what was answered.
CREATE TABLE missions.work (
  mission_id uuid NOT NULL,
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  task_id uuid,
  text text NOT NULL DEFAULT '',
  link text NOT NULL DEFAULT '',
  file_id uuid,
  file_name text,
  handed_in_at timestamptz NOT NULL,
  verdict text CHECK (verdict IN ('accepted', 'changes_asked')),
  note text NOT NULL DEFAULT '',
  judged_at timestamptz,
  PRIMARY KEY (mission_id, id),
  FOREIGN KEY (mission_id, application_id) REFERENCES missions.application (mission_id, id) ON DELETE CASCADE
);
CREATE INDEX work_application ON missions.work (mission_id, application_id, handed_in_at);

CREATE TABLE missions.hours (
  mission_id uuid NOT NULL,
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  day date NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  declared_at timestamptz NOT NULL,
  -- What the association confirmed, which may differ.
  confirmed_minutes integer CHECK (confirmed_minutes BETWEEN 0 AND 1440),
  confirmed_at timestamptz,
  confirmed_by uuid,
  PRIMARY KEY (mission_id, id),
  FOREIGN KEY (mission_id, application_id) REFERENCES missions.application (mission_id, id) ON DELETE CASCADE
);
CREATE INDEX hours_volunteer ON missions.hours (volunteer_id, day);
CREATE INDEX hours_application ON missions.hours (mission_id, application_id);

CREATE TABLE missions.report (
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  reason text NOT NULL,
  note text NOT NULL DEFAULT '',
  -- NULL for a visitor.
  account_id uuid,
  reported_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (mission_id, id)
);
CREATE INDEX report_open ON missions.report (reported_at) WHERE settled_at IS NULL;

CREATE TABLE missions.favourite (
  volunteer_id uuid NOT NULL,
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, mission_id)
);

CREATE TABLE missions.saved_search (
  volunteer_id uuid NOT NULL,
  id uuid NOT NULL,
  label text NOT NULL,
  -- The query part of the address of the results.
  query text NOT NULL,
  saved_at timestamptz NOT NULL,
  told_through timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, id)
);

CREATE TABLE missions.invitation (
  mission_id uuid NOT NULL REFERENCES missions.mission (id) ON DELETE CASCADE,
  volunteer_id uuid NOT NULL,
  invited_at timestamptz NOT NULL,
  invited_by uuid NOT NULL,
  PRIMARY KEY (mission_id, volunteer_id)
);
CREATE INDEX invitation_volunteer ON missions.invitation (volunteer_id, invited_at);

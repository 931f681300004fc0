-- What one need adds to the safety briefing of its crisis; a new wording is a new version, an empty one
-- takes the addition back.
CREATE TABLE crises.need_briefing (
  crisis_id uuid NOT NULL,
  need_id uuid NOT NULL,
  version integer NOT NULL,
  text text NOT NULL,
  written_at timestamptz NOT NULL,
  written_by uuid,
  PRIMARY KEY (crisis_id, need_id, version),
  FOREIGN KEY (crisis_id, need_id) REFERENCES crises.need (crisis_id, id)
);
-- Append-only: who read which, and when.
CREATE TABLE crises.need_briefing_ack (
  crisis_id uuid NOT NULL,
  need_id uuid NOT NULL,
  version integer NOT NULL,
  volunteer_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (crisis_id, need_id, version, volunteer_id),
  FOREIGN KEY (crisis_id, need_id, version)
    REFERENCES crises.need_briefing (crisis_id, need_id, version)
);
CREATE INDEX need_briefing_ack_by_volunteer ON crises.need_briefing_ack (volunteer_id);

-- Who was thanked at the end of a crisis, and as what: nobody is thanked twice.
CREATE TABLE crises.thanked (
  crisis_id uuid NOT NULL REFERENCES crises.crisis (id),
  volunteer_id uuid NOT NULL,
  thanked_as text NOT NULL CHECK (thanked_as IN ('came', 'reserve', 'late')),
  at timestamptz NOT NULL,
  PRIMARY KEY (crisis_id, volunteer_id)
);
CREATE INDEX thanked_by_volunteer ON crises.thanked (volunteer_id);

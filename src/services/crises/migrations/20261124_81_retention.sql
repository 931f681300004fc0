-- When the rows about people of a crisis that is over stopped leading to anybody.
ALTER TABLE crises.crisis ADD COLUMN anonymised_at timestamptz;
CREATE INDEX crisis_to_anonymise ON crises.crisis (closed_at)
  WHERE anonymised_at IS NULL AND closed_at IS NOT NULL;

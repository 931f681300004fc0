-- Without script the clock of a test that was left runs on: past 24 days, milliseconds outgrow an integer.
ALTER TABLE skills.attempt ALTER COLUMN spent_ms TYPE bigint;

-- Why hours that were confirmed have been changed since.
ALTER TABLE missions.hours ADD COLUMN correction text NOT NULL DEFAULT '';

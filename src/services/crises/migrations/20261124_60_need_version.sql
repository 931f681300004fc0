-- Each change of a need by an officer: whoever edits an older one reads what has changed first.
ALTER TABLE crises.need ADD COLUMN version integer NOT NULL DEFAULT 1;
-- When those who come were reminded, the evening before.
ALTER TABLE crises.need ADD COLUMN reminded_at timestamptz;
CREATE INDEX need_to_remind ON crises.need (starts_at) WHERE reminded_at IS NULL;

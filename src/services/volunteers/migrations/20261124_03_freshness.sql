-- When the step of freshness_stage was carried out: people get time to answer before the next one.
ALTER TABLE volunteers.volunteer ADD COLUMN freshness_on date;

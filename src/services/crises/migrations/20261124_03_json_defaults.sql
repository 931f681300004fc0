-- JSON is always written by the program; a default would only hide a forgotten column.
ALTER TABLE crises.need ALTER COLUMN required_skills DROP DEFAULT;
ALTER TABLE crises.call_out ALTER COLUMN parameters DROP DEFAULT;
ALTER TABLE crises.log_entry ALTER COLUMN detail DROP DEFAULT;

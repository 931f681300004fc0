-- Of the working channels, those on which the person refuses crisis calls: 1 e-mail, 2 phone, 3 both.
ALTER TABLE volunteers.volunteer_search ADD COLUMN muted smallint NOT NULL DEFAULT 0;

-- What is asked about one person, when they are erased.
CREATE INDEX place_by_volunteer ON crises.place (volunteer_id);
CREATE INDEX reply_link_by_volunteer ON crises.reply_link (volunteer_id);

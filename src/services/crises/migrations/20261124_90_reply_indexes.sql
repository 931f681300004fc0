-- A place is looked for by its person, the reserve by its order. One index for each, which the other
-- question cannot take: with two that begin alike, a table without statistics was read through the wrong
-- one, the whole reserve for each person.
DROP INDEX crises.place_in_order;
CREATE INDEX place_reserve ON crises.place (crisis_id, need_id, rank) WHERE state = 'reserve';

-- Answers are read by person and time, never by their number alone: one index says both.
ALTER TABLE crises.reply DROP CONSTRAINT reply_pkey,
  ADD PRIMARY KEY (crisis_id, need_id, volunteer_id, at, id);
DROP INDEX crises.reply_by_need;

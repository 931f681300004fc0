-- The messages of exercises are looked for every second: without it, among all that wait.
CREATE INDEX outbox_exercise ON messaging.outbox (priority, not_before, id)
  WHERE state = 'waiting' AND exercise;

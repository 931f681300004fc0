-- Finds the few people of whom a certificate ends soon: each search with skills judges them apart. The
-- column changes with certificates alone, never with an alert, so that an alert still rewrites no index.
CREATE INDEX volunteer_search_expiry ON volunteers.volunteer_search (next_expiry)
  WHERE next_expiry IS NOT NULL;

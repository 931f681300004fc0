-- Which messages no proposal came from is asked every night.
CREATE INDEX proposal_event_entry ON crises.proposal_event (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX alert_withdrawal_entry ON crises.alert_withdrawal (entry_id);
CREATE INDEX alert_feed_item_gone ON crises.alert_feed_item (gone_at) WHERE gone_at IS NOT NULL;

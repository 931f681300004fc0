-- Feeds of official alerts that are asked by themselves.
CREATE TABLE crises.alert_feed (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL UNIQUE,
  every_minutes integer NOT NULL CHECK (every_minutes BETWEEN 1 AND 1440),
  added_by uuid,
  added_at timestamptz NOT NULL,
  paused_at timestamptz,
  next_poll_at timestamptz NOT NULL,
  -- Who asks at this moment; given up when its time is over without an end (a process killed).
  lease uuid,
  lease_until timestamptz,
  -- What the server gave to ask "anything new since?".
  etag text,
  last_modified text,
  -- When the whole feed came last: a server that says "nothing new" for ever is not believed for ever.
  whole_at timestamptz,
  last_polled_at timestamptz,
  -- Code: 'new', 'unchanged', or what went wrong.
  last_result text,
  last_detail jsonb NOT NULL,
  last_message_id uuid REFERENCES crises.alert_message (id),
  last_success_at timestamptz,
  -- In a row.
  failures integer NOT NULL DEFAULT 0
);
CREATE INDEX alert_feed_due ON crises.alert_feed (next_poll_at) WHERE paused_at IS NULL;

-- What a feed carries: alerts in it, and links to alerts.
CREATE TABLE crises.alert_feed_item (
  feed_id uuid NOT NULL REFERENCES crises.alert_feed (id) ON DELETE CASCADE,
  -- Of the alert as read, or of the link with the date that the feed gives it.
  key bytea NOT NULL,
  link text,
  state text NOT NULL CHECK (state IN ('pending', 'received', 'given_up')),
  attempts integer NOT NULL DEFAULT 0,
  -- The link's last failure.
  error text,
  -- Of the alert; known of a link once it was fetched.
  sender text,
  identifier text,
  first_seen_at timestamptz NOT NULL,
  -- No longer in the feed since then.
  gone_at timestamptz,
  PRIMARY KEY (feed_id, key)
);
CREATE INDEX alert_feed_item_pending ON crises.alert_feed_item (feed_id) WHERE state = 'pending';
CREATE INDEX alert_feed_item_identity ON crises.alert_feed_item (identifier);

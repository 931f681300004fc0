ALTER TABLE messaging.push_subscription
  -- "Firefox, Android": what the person recognises among their devices.
  ADD COLUMN label text NOT NULL DEFAULT '',
  -- As the browser says; NULL when it does not.
  ADD COLUMN expires_at timestamptz;

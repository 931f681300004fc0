-- The key that signs the badges of one crisis: Ed25519, raw public key, PKCS #8 private key.
CREATE TABLE crises.badge_key (
  crisis_id uuid PRIMARY KEY REFERENCES crises.crisis (id),
  public_key bytea NOT NULL,
  private_key bytea NOT NULL
);

-- Arrivals and departures received up to here are told in the situation log.
CREATE TABLE crises.attendance_digest (
  crisis_id uuid PRIMARY KEY REFERENCES crises.crisis (id),
  told_up_to timestamptz NOT NULL
);
CREATE INDEX attendance_received ON crises.attendance_event (crisis_id, received_at);

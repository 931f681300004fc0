ALTER TABLE messaging.outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE messaging.outbox ADD CONSTRAINT outbox_state_check CHECK (
  state IN ('waiting', 'sending', 'sent', 'delivered', 'uncertain', 'failed', 'undelivered',
            'cancelled', 'muted', 'expired', 'captured', 'abandoned')
);

-- Who signed a message, when its signature is that of somebody trusted.
ALTER TABLE crises.alert_message
  ADD COLUMN signer text,
  ADD CHECK (signer IS NULL OR signature = 'valid');

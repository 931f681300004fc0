-- Each line is ordered under the programme of its product: its own decision, and its attestation.
ALTER TABLE offers.order_line
  ADD COLUMN decision_id uuid,
  -- Code of the attestation of eligibility, which anybody can check.
  ADD COLUMN attestation text;
ALTER TABLE offers.purchase_order DROP COLUMN decision_id;

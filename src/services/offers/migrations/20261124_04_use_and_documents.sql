-- An association that says it uses a product may let its name be read beside it.
ALTER TABLE offers.declared_use ADD COLUMN shown boolean NOT NULL DEFAULT false;
CREATE INDEX use_of_organisation ON offers.declared_use (organisation_id);

-- Terms, guides, forms of a publisher.
CREATE TABLE offers.product_document (
  product_id uuid NOT NULL REFERENCES offers.product (id),
  id uuid NOT NULL,
  title text NOT NULL,
  -- Of files.file, which keeps its bytes.
  file_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (product_id, id)
);

-- What associations can have at their price, from whom, and what they ordered.
CREATE SCHEMA offers;

CREATE TABLE offers.product (
  id uuid PRIMARY KEY,
  -- Part of its address, never reused.
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  publisher text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('software', 'training', 'service')),
  category text NOT NULL,
  libre boolean NOT NULL,
  -- SPDX identifier, or 'proprietary'.
  licence text NOT NULL,
  summary_fr text NOT NULL,
  summary_en text NOT NULL,
  website text NOT NULL DEFAULT '',
  -- Cents without tax; NULL: unknown, which is shown as unknown.
  public_price integer CHECK (public_price >= 0),
  association_price integer CHECK (association_price >= 0),
  price_unit text NOT NULL,
  -- Paid once, whatever the seats.
  entry_fee integer NOT NULL DEFAULT 0 CHECK (entry_fee >= 0),
  -- Hundredths of a percent.
  vat_rate integer NOT NULL DEFAULT 2000 CHECK (vat_rate BETWEEN 0 AND 10000),
  price_source text NOT NULL DEFAULT '',
  price_checked_on date,
  -- Who may sit in a seat.
  seat_roles text[] NOT NULL,
  quota_seats integer CHECK (quota_seats > 0),
  quota_months integer CHECK (quota_months > 0),
  -- Rule pack that says which associations may have it.
  pack text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'listed', 'withdrawn')),
  withdrawn_reason text NOT NULL DEFAULT '',
  source text NOT NULL CHECK (source IN ('catalogue', 'entered', 'demo')),
  changed_at timestamptz NOT NULL,
  CHECK ((quota_seats IS NULL) = (quota_months IS NULL))
);
CREATE INDEX product_category ON offers.product (category, name);

CREATE TABLE offers.alternative (
  product_id uuid NOT NULL REFERENCES offers.product (id),
  libre_id uuid NOT NULL REFERENCES offers.product (id),
  PRIMARY KEY (product_id, libre_id),
  CHECK (product_id <> libre_id)
);
CREATE INDEX alternative_to ON offers.alternative (libre_id);

-- Ways to have a product run: on one's own machines, shared with others, or managed for one.
CREATE TABLE offers.hosting (
  product_id uuid NOT NULL REFERENCES offers.product (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('own', 'shared', 'managed')),
  provider text NOT NULL DEFAULT '',
  website text NOT NULL DEFAULT '',
  price integer CHECK (price >= 0),
  price_unit text NOT NULL,
  PRIMARY KEY (product_id, id)
);

CREATE TABLE offers.distributor (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  siren text,
  email text NOT NULL,
  website text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('active', 'suspended')),
  -- Where its own system is told of each step, signed; NULL: by e-mail only.
  webhook_url text,
  webhook_secret bytea,
  source text NOT NULL CHECK (source IN ('entered', 'demo')),
  created_at timestamptz NOT NULL
);

CREATE TABLE offers.authorisation (
  distributor_id uuid NOT NULL REFERENCES offers.distributor (id),
  id uuid NOT NULL,
  product_id uuid NOT NULL REFERENCES offers.product (id),
  -- Empty: the whole country.
  departments text[] NOT NULL DEFAULT '{}',
  valid_from date NOT NULL,
  -- Last day, included.
  valid_until date NOT NULL,
  withdrawn_on date,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (distributor_id, id),
  CHECK (valid_until >= valid_from)
);
CREATE INDEX authorisation_of_product ON offers.authorisation (product_id, valid_until);

-- Seats that count for one association and product. Its row is the lock of the quota.
CREATE TABLE offers.quota_account (
  organisation_id uuid NOT NULL,
  product_id uuid NOT NULL REFERENCES offers.product (id),
  first_order_on date NOT NULL,
  PRIMARY KEY (organisation_id, product_id)
);
CREATE TABLE offers.quota_cycle (
  organisation_id uuid NOT NULL,
  product_id uuid NOT NULL,
  starts_on date NOT NULL,
  taken integer NOT NULL CHECK (taken >= 0),
  PRIMARY KEY (organisation_id, product_id, starts_on),
  FOREIGN KEY (organisation_id, product_id)
    REFERENCES offers.quota_account (organisation_id, product_id)
);

CREATE TABLE offers.purchase_order (
  id uuid PRIMARY KEY,
  -- What people write on paper: C-7K3QW-9.
  reference text NOT NULL UNIQUE,
  organisation_id uuid NOT NULL,
  -- Of the association, on the day of the order: the territory of distributors.
  department text NOT NULL,
  distributor_id uuid NOT NULL REFERENCES offers.distributor (id),
  state text NOT NULL,
  state_since timestamptz NOT NULL,
  opened_by uuid,
  created_at timestamptz NOT NULL,
  -- The decision of eligibility that was in force when it was ordered.
  decision_id uuid,
  -- The distributor's own numbers.
  invoice_reference text NOT NULL DEFAULT '',
  source text NOT NULL CHECK (source IN ('entered', 'demo'))
);
CREATE INDEX order_of_organisation ON offers.purchase_order (organisation_id, created_at DESC);
CREATE INDEX order_of_distributor ON offers.purchase_order (distributor_id, state, state_since);
CREATE INDEX order_by_clock ON offers.purchase_order (state, state_since)
  WHERE state IN ('quoted', 'ordered', 'invoiced');

CREATE TABLE offers.order_line (
  order_id uuid NOT NULL REFERENCES offers.purchase_order (id),
  product_id uuid NOT NULL REFERENCES offers.product (id),
  -- By role: {"employee": 2, "volunteer": 1}.
  seats jsonb NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  delivered integer NOT NULL DEFAULT 0 CHECK (delivered BETWEEN 0 AND quantity),
  -- As on the day of the quote, in cents without tax.
  unit_price integer NOT NULL CHECK (unit_price >= 0),
  public_price integer,
  vat_rate integer NOT NULL,
  -- The cycle whose quota it uses, from the order on.
  cycle_starts_on date,
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE offers.order_step (
  order_id uuid NOT NULL REFERENCES offers.purchase_order (id),
  seq integer NOT NULL,
  event text NOT NULL,
  state text NOT NULL,
  party text NOT NULL CHECK (party IN ('buyer', 'distributor', 'clock')),
  account_id uuid,
  at timestamptz NOT NULL,
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (order_id, seq)
);

-- Keys and references, for the buyer alone: sealed, the distributor cannot read them back.
CREATE TABLE offers.delivery (
  order_id uuid NOT NULL REFERENCES offers.purchase_order (id),
  id uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  sealed bytea NOT NULL,
  delivered_at timestamptz NOT NULL,
  first_read_at timestamptz,
  PRIMARY KEY (order_id, id),
  FOREIGN KEY (order_id, product_id) REFERENCES offers.order_line (order_id, product_id)
);

-- Associations that say that they use a product, for others to see.
CREATE TABLE offers.declared_use (
  product_id uuid NOT NULL REFERENCES offers.product (id),
  organisation_id uuid NOT NULL,
  declared_at timestamptz NOT NULL,
  PRIMARY KEY (product_id, organisation_id)
);

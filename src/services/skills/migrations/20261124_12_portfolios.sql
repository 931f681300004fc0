-- The page on which somebody shows what they hold, when and as long as they want.
CREATE TABLE skills.portfolio (
  account_id uuid PRIMARY KEY,
  -- The part of the address that cannot be guessed; another one each time it is opened.
  slug text NOT NULL UNIQUE,
  opened_at timestamptz NOT NULL
);

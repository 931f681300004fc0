-- The directory's search rows: one narrow row per person who may be looked for, holding everything a
-- filter reads, so that one pass over neighbours answers. Partitioned by department, kept in commune
-- order (fillfactor and HOT updates keep it there; a nightly job puts strayed partitions back).
-- Written by search/queries only, in the transaction that writes the register.
CREATE TABLE volunteers.volunteer_search (
  volunteer_id uuid NOT NULL,
  -- Number of the commune: kernel/geography communeNumber.
  commune integer NOT NULL,
  birth_date date,
  paused_until date,
  -- First day on which a certificate counted in skills is over, minus one: its last valid day.
  next_expiry date,
  -- Bit mask of slots, as volunteer.weekly.
  weekly integer NOT NULL,
  -- Bit mask of EQUIPMENT, in its order.
  gear integer NOT NULL,
  radius_km smallint NOT NULL,
  -- 1 active, 2 paused, 3 dormant.
  status smallint NOT NULL,
  -- 1 light, 2 moderate, 3 hard.
  effort smallint NOT NULL,
  -- 1 verified and working e-mail, 2 phone, 3 both.
  channels smallint NOT NULL,
  crisis_consent boolean NOT NULL,
  engaged_elsewhere boolean NOT NULL,
  department text NOT NULL,
  -- Declared skills and valid certificates with all they imply; what counts today.
  skills integer[] NOT NULL,
  -- What declared certificates would add once verified, and what lapsed ones gave.
  unverified integer[],
  expired integer[],
  unavailable datemultirange,
  -- Whole days opened by exception.
  opened datemultirange,
  engaged tstzmultirange,
  -- Newest last, the last 30 days only.
  recent_alerts timestamptz[],
  PRIMARY KEY (volunteer_id, department)
) PARTITION BY LIST (department);
CREATE INDEX volunteer_search_commune ON volunteers.volunteer_search (commune);

DO $$
DECLARE code text;
BEGIN
  FOREACH code IN ARRAY string_to_array(
    '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 2A 2B 21 22 23 24 25 26 27 28 29 30 31 '
    '32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 '
    '64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 '
    '971 972 973 974 975 976 977 978 984 986 987 988 989', ' ')
  LOOP
    EXECUTE format(
      'CREATE TABLE volunteers.%I PARTITION OF volunteers.volunteer_search '
      'FOR VALUES IN (%L) WITH (fillfactor = 85)',
      'volunteer_search_' || lower(code), code);
  END LOOP;
END $$;
CREATE TABLE volunteers.volunteer_search_other
  PARTITION OF volunteers.volunteer_search DEFAULT WITH (fillfactor = 85);

-- Shifts that hold a person, as other services report them.
CREATE TABLE volunteers.engagement (
  volunteer_id uuid NOT NULL,
  need_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, need_id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX engagement_end ON volunteers.engagement (ends_at);

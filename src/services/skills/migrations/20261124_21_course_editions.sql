-- Courses that are written here: one draft and one published text at most for each course and language.
CREATE TABLE skills.course_edition (
  id uuid PRIMARY KEY,
  course text NOT NULL,
  lang text NOT NULL CHECK (lang IN ('fr', 'en')),
  state text NOT NULL CHECK (state IN ('draft', 'published', 'replaced', 'withdrawn')),
  source text NOT NULL,
  -- Raised each time the draft is saved: who saves over another's text is told.
  revision integer NOT NULL DEFAULT 1,
  saved_by uuid,
  saved_at timestamptz NOT NULL,
  published_at timestamptz
);
CREATE UNIQUE INDEX course_edition_draft ON skills.course_edition (course, lang)
  WHERE state = 'draft';
CREATE UNIQUE INDEX course_edition_published ON skills.course_edition (course, lang)
  WHERE state = 'published';
CREATE INDEX course_edition_saved_by ON skills.course_edition (saved_by);

import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { EditionState } from '../domain/courses/edition.ts';

export interface Edition {
  readonly id: string;
  readonly course: string;
  readonly lang: Lang;
  readonly state: EditionState;
  readonly source: string;
  readonly revision: number;
  readonly savedAt: Date;
}

const COLUMNS = sql`id, course, lang, state, source, revision, saved_at AS "savedAt"`;

/** The draft or the published text of a course; the row is locked until the end of a transaction. */
export async function editionOf(
  db: Db,
  course: string,
  lang: Lang,
  state: 'draft' | 'published',
): Promise<Edition | undefined> {
  const { rows } = await sql<Edition>`
    SELECT ${COLUMNS} FROM skills.course_edition
    WHERE course = ${course} AND lang = ${lang} AND state = ${state}
    ${db.isTransaction ? sql`FOR UPDATE` : sql``}`.execute(db);
  return rows[0];
}

/** What is published in a language; the text only of those that are not known yet. */
export async function publishedEditions(
  db: Db,
  lang: Lang,
  known: readonly string[],
): Promise<readonly { id: string; course: string; source: string | null }[]> {
  const { rows } = await sql<{ id: string; course: string; source: string | null }>`
    SELECT id, course, CASE WHEN id = ANY(${known}::uuid[]) THEN NULL ELSE source END AS source
    FROM skills.course_edition WHERE lang = ${lang} AND state = 'published'`.execute(db);
  return rows;
}

/** Every draft and published text, without its words. */
export async function currentEditions(db: Db): Promise<Omit<Edition, 'source'>[]> {
  const { rows } = await sql<Omit<Edition, 'source'>>`
    SELECT id, course, lang, state, revision, saved_at AS "savedAt" FROM skills.course_edition
    WHERE state IN ('draft', 'published') ORDER BY course, lang`.execute(db);
  return rows;
}

export interface SavedDraft extends Pick<Edition, 'id' | 'course' | 'lang' | 'source'> {
  readonly accountId: string | undefined;
  /** The revision that the author had before their eyes; 0 for a new draft. */
  readonly seen: number;
  readonly at: Date;
}

/** The new revision; `undefined` when somebody saved another text since. */
export async function saveDraft(db: Db, draft: SavedDraft): Promise<number | undefined> {
  const { id, course, lang, source, accountId, seen, at } = draft;
  const { rows } = await sql<{ revision: number }>`
    INSERT INTO skills.course_edition (id, course, lang, state, source, saved_by, saved_at)
    VALUES (${id}, ${course}, ${lang}, 'draft', ${source}, ${accountId ?? null}, ${at})
    ON CONFLICT (course, lang) WHERE state = 'draft' DO UPDATE SET
      source = excluded.source, saved_by = excluded.saved_by, saved_at = excluded.saved_at,
      revision = course_edition.revision + 1
    WHERE course_edition.revision = ${seen}
    RETURNING revision`.execute(db);
  return rows[0]?.revision;
}

export async function setEditionState(
  db: Db,
  id: string,
  state: EditionState,
  at: Date,
): Promise<void> {
  await sql`UPDATE skills.course_edition SET state = ${state},
      published_at = CASE WHEN ${state} = 'published' THEN ${at} ELSE published_at END
    WHERE id = ${id}`.execute(db);
}

/** A text stays the installation's, without the account that wrote it. */
export async function forgetAuthor(db: Db, accountId: string): Promise<void> {
  await sql`UPDATE skills.course_edition SET saved_by = NULL WHERE saved_by = ${accountId}`.execute(
    db,
  );
}

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import { likeText, type Organisation, organisationColumns } from './organisations.ts';

export interface SearchFilters {
  readonly department: string;
  readonly communeCode: string;
  /** First three digits of an object code. */
  readonly theme: string;
}

export interface SearchRow extends Organisation {
  readonly shortName: string;
  readonly legacyNumber: string | null;
  readonly communeName: string;
  readonly nameKey: string;
  readonly words: readonly string[];
  readonly ended: boolean;
}

const columns = sql`${organisationColumns}, o.name_key AS "nameKey", o.words,
  o.short_name AS "shortName", o.legacy_number AS "legacyNumber", o.commune_name AS "communeName",
  (o.position IN ('D', 'S') OR o.dissolved_on IS NOT NULL OR o.gone_since IS NOT NULL) AS ended`;

/** Records that another one took over are not shown. CASE keeps the planner from joining them all. */
const shown = sql`o.kind = 'association' AND CASE
  WHEN o.successor_id IS NOT NULL
    THEN NOT EXISTS (SELECT FROM associations.organisation s WHERE s.id = o.successor_id)
  WHEN o.source = 'sirene'
    THEN NOT EXISTS (SELECT FROM associations.organisation s
      WHERE s.siren = o.siren AND s.source <> 'sirene')
  ELSE true END`;

function filtered({ department, communeCode, theme }: SearchFilters): RawBuilder<unknown> {
  const conditions = [
    department === '' ? undefined : sql`o.department = ${department}`,
    communeCode === '' ? undefined : sql`o.commune_code = ${communeCode}`,
    theme === '' ? undefined : sql`${theme} IN (left(o.object_code1, 3), left(o.object_code2, 3))`,
  ].filter((condition) => condition !== undefined);
  return conditions.length > 0 ? sql`AND ${sql.join(conditions, sql` AND `)}` : sql``;
}

/** Names that hold, for each of the lists, one of its words; the shortest names first. */
export async function selectByWords(
  db: Db,
  lists: readonly (readonly string[])[],
  filters: SearchFilters,
  nameKey: string,
  limit: number,
): Promise<SearchRow[]> {
  const matching = lists.map((list) => sql`o.words && ${list}::text[]`);
  const { rows } = await sql<SearchRow>`
    SELECT ${columns} FROM associations.organisation o
    WHERE ${sql.join(matching, sql` AND `)} AND ${shown} ${filtered(filters)}
    ORDER BY o.name_key = ${nameKey} DESC, cardinality(o.words), o.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** All of some place or theme, by name where a place is given. */
export async function selectByFilters(
  db: Db,
  filters: SearchFilters,
  limit: number,
): Promise<SearchRow[]> {
  const local = filters.department !== '' || filters.communeCode !== '';
  const { rows } = await sql<SearchRow>`
    SELECT ${columns} FROM associations.organisation o WHERE ${shown} ${filtered(filters)}
    ORDER BY ${local ? sql`o.name_key,` : sql``} o.id LIMIT ${limit}`.execute(db);
  return rows;
}

export interface NumberSearch {
  readonly ids: readonly string[];
  readonly rna: string;
  readonly siren: string;
}

export async function selectByNumber(
  db: Db,
  { ids, rna, siren }: NumberSearch,
): Promise<SearchRow[]> {
  const { rows } = await sql<SearchRow>`
    SELECT ${columns} FROM associations.organisation o
    WHERE o.kind = 'association' AND o.id = ANY (${ids}::uuid[])
    UNION
    SELECT ${columns} FROM associations.organisation o
    WHERE ${shown} AND ${siren} <> '' AND o.siren = ${siren}
    UNION
    SELECT ${columns} FROM associations.organisation_kept o
    WHERE o.kind = 'association' AND ${rna} <> '' AND o.rna = ${rna}`.execute(db);
  return rows;
}

/** The W number that SIRENE gives for a SIREN. */
export async function rnaOfSiren(db: Db, siren: string): Promise<string | undefined> {
  const { rows } = await sql<{ rna: string | null }>`
    SELECT rna FROM associations.sirene_unit WHERE siren = ${siren}`.execute(db);
  return rows[0]?.rna ?? undefined;
}

export interface NearWord {
  readonly word: string;
  readonly names: number;
}

/** In a transaction: words of names alike a typed one (trigrams), and those that begin with it. */
export async function selectNearWords(
  db: Db,
  typed: string,
  likeness: number,
): Promise<NearWord[]> {
  await sql`SELECT set_config('pg_trgm.similarity_threshold', ${String(likeness)}, true)`.execute(
    db,
  );
  const { rows } = await sql<NearWord>`
    (SELECT word, names FROM associations.search_word WHERE word % ${typed}
     ORDER BY word <-> ${typed}, names DESC LIMIT 200)
    UNION
    (SELECT word, names FROM associations.search_word
     WHERE word LIKE ${`${likeText(typed)}%`} ORDER BY names DESC LIMIT 12)`.execute(db);
  return rows;
}

export async function selectWordCounts(
  db: Db,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<NearWord>`
    SELECT word, names FROM associations.search_word WHERE word = ANY (${words}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ word, names }) => [word, names]));
}

/** Words of organisations that came otherwise than by an import. */
export async function addSearchWords(db: Db, words: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO associations.search_word AS w (word, names)
    SELECT word, count(*) FROM unnest(${words}::text[]) AS t (word)
    WHERE word NOT LIKE '.%' AND length(word) BETWEEN 2 AND 40 GROUP BY word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET names = w.names + excluded.names`.execute(db);
}

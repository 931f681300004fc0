import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';

/** What a search asks; every list is "one of these", an empty one asks nothing. */
export interface SearchTerms {
  /** Each of these must be found, as any one of its spellings. */
  readonly words: readonly (readonly string[])[];
  readonly remote: readonly string[];
  readonly families: readonly string[];
  readonly domains: readonly string[];
  readonly paces: readonly string[];
  /** Any of these skills. */
  readonly skills: readonly number[];
  readonly languages: readonly string[];
  readonly maxMinutes: number | null;
  readonly minors: boolean;
  readonly accessible: boolean;
  readonly organisationId: string | null;
  /** A day on which it can be done. */
  readonly day: DateString | null;
  /** On the spot, in this department. */
  readonly department: string | null;
  /** Only what this person was never written about, and has not applied for. */
  readonly newTo: { readonly volunteerId: string; readonly since: Date } | null;
  readonly today: DateString;
  /** Communes within reach with their distance; remote work is within everybody's reach. */
  readonly near: {
    readonly numbers: readonly number[];
    readonly distances: readonly number[];
  } | null;
}

export const FACETS = ['remote', 'family', 'domain', 'pace'] as const;
export type Facet = (typeof FACETS)[number];

export interface FoundMission {
  readonly id: string;
  readonly km: number | null;
}

export interface SearchAnswer {
  readonly total: number;
  readonly found: readonly FoundMission[];
  /** Counts of each value under all the other filters. */
  readonly facets: Readonly<Record<Facet, Readonly<Record<string, number>>>>;
}

/** Writes the search row of a published mission, and its words; removes it when it is not. */
export async function refreshMissionSearch(
  db: Db,
  missionId: string,
  row: {
    readonly commune: number | null;
    readonly organisationName: string;
    readonly communeName: string;
    readonly skillNames: string;
  },
): Promise<void> {
  await sql`DELETE FROM missions.mission_search WHERE mission_id = ${missionId}`.execute(db);
  await sql`
    INSERT INTO missions.mission_search (mission_id, commune, department, remote, family, domain,
      pace, effort_minutes, starts_on, ends_on, skills, required, languages, open_to_minors,
      accessible, published_at)
    SELECT m.id, ${row.commune}, m.department, m.remote, m.family, m.domain, m.pace,
      m.effort_minutes, m.starts_on, m.ends_on, m.required || m.skills, m.required, m.languages,
      m.open_to_minors, m.accessible, m.published_at
    FROM missions.mission m WHERE m.id = ${missionId} AND m.state = 'published'`.execute(db);
  const about = [row.organisationName, row.communeName, row.skillNames].join(' ');
  await sql`
    INSERT INTO missions.mission_words (mission_id, stems, words)
    SELECT m.id,
      setweight(to_tsvector('missions.french', m.title), 'A')
        || setweight(to_tsvector('missions.french',
             m.deliverable || ' ' || m.tools || ' ' || ${about}), 'B')
        || setweight(to_tsvector('missions.french', m.description), 'C'),
      strip(to_tsvector('missions.words', m.title || ' ' || m.deliverable || ' ' || m.tools
        || ' ' || ${about} || ' ' || m.description))
    FROM missions.mission m WHERE m.id = ${missionId} AND m.state = 'published'`.execute(db);
  // In order: two missions published at once do not wait for each other in a circle.
  await sql`
    INSERT INTO missions.word (word)
    SELECT lexeme FROM missions.mission_words w, unnest(w.words)
    WHERE w.mission_id = ${missionId} AND length(lexeme) BETWEEN 3 AND 40
    ORDER BY lexeme
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Forgets the words that no published mission has any more. */
export async function pruneWords(db: Db): Promise<void> {
  await sql`
    DELETE FROM missions.word WHERE word NOT IN
      (SELECT word FROM ts_stat('SELECT words FROM missions.mission_words'))`.execute(db);
}

/** How alike two words are, from which a typo is forgiven. */
const ALIKE = 0.3;

/**
 * For each word as typed (plain: lower case, no accents), the words of missions that it may mean: itself,
 * those that begin with it, else the most alike.
 */
export async function wordsMeant(
  db: Db,
  typed: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (typed.length === 0) return new Map();
  await sql`SELECT set_config('pg_trgm.similarity_threshold', ${String(ALIKE)}, true)`.execute(db);
  const { rows } = await sql<{ typed: string; meant: string[] }>`
    SELECT t.word AS typed, CASE
      WHEN EXISTS (SELECT FROM missions.word w WHERE w.word = t.word) THEN ARRAY[t.word]
      ELSE coalesce(
        (SELECT array_agg(word) FROM (SELECT w.word FROM missions.word w
          WHERE length(t.word) >= 4 AND w.word LIKE t.word || '%' ORDER BY length(w.word), w.word LIMIT 4) b),
        (SELECT array_agg(word) FROM (SELECT w.word FROM missions.word w WHERE w.word % t.word
          ORDER BY similarity(w.word, t.word) DESC, w.word LIMIT 2) a),
        '{}') END AS meant
    FROM unnest(${typed}::text[]) t (word)`.execute(db);
  return new Map(rows.map((row) => [row.typed, row.meant]));
}

function queryOf(words: SearchTerms['words']): RawBuilder<unknown> | undefined {
  if (words.length === 0) return undefined;
  const groups = words.map(
    (spellings) =>
      sql`(${sql.join(
        spellings.map((word) => sql`plainto_tsquery('missions.french', ${word})`),
        sql` || `,
      )})`,
  );
  return sql`(${sql.join(groups, sql` && `)})`;
}

function oneOf(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<boolean> {
  return values.length === 0 ? sql`true` : sql`${column} = ANY(${values}::text[])`;
}

/** Missions `s` that somebody was not written about and has not applied for. */
export function notKnownTo(volunteerId: string): RawBuilder<boolean> {
  return sql`NOT EXISTS (SELECT FROM missions.told t
      WHERE t.volunteer_id = ${volunteerId} AND t.mission_id = s.mission_id)
    AND NOT EXISTS (SELECT FROM missions.application a
      WHERE a.volunteer_id = ${volunteerId} AND a.mission_id = s.mission_id)`;
}

/** Missions under every condition but the facets, with what each facet says of them. */
function matching(terms: SearchTerms): RawBuilder<unknown> {
  const { near, day, department, newTo } = terms;
  const query = queryOf(terms.words);
  const conditions = [
    query ? sql`w.stems @@ ${query}` : sql`true`,
    sql`(s.ends_on IS NULL OR s.ends_on >= ${day ?? terms.today})`,
    day === null ? sql`true` : sql`(s.starts_on IS NULL OR s.starts_on <= ${day})`,
    near ? sql`(r.c IS NOT NULL OR s.remote IN ('full', 'possible'))` : sql`true`,
    department === null ? sql`true` : sql`(s.department = ${department} AND s.remote <> 'full')`,
    terms.skills.length === 0 ? sql`true` : sql`s.skills && ${terms.skills}::int[]`,
    terms.languages.length === 0 ? sql`true` : sql`s.languages && ${terms.languages}::text[]`,
    terms.maxMinutes === null ? sql`true` : sql`s.effort_minutes <= ${terms.maxMinutes}`,
    terms.minors ? sql`s.open_to_minors` : sql`true`,
    terms.accessible ? sql`(s.accessible OR s.remote = 'full')` : sql`true`,
    newTo === null
      ? sql`true`
      : sql`s.published_at > ${newTo.since} AND ${notKnownTo(newTo.volunteerId)}`,
    terms.organisationId === null
      ? sql`true`
      : sql`EXISTS (SELECT FROM missions.mission m
          WHERE m.id = s.mission_id AND m.organisation_id = ${terms.organisationId})`,
  ];
  const words = query ? sql`JOIN missions.mission_words w ON w.mission_id = s.mission_id` : sql``;
  const reach = near
    ? sql`LEFT JOIN unnest(${near.numbers}::int[], ${near.distances}::real[]) r (c, d)
        ON r.c = s.commune`
    : sql``;
  return sql`
    SELECT s.mission_id AS id, ${near ? sql`r.d` : sql`NULL::real`} AS km, s.published_at,
      ${query ? sql`round(ts_rank('{0.1, 0.2, 0.5, 1.0}', w.stems, ${query})::numeric, 4)` : sql`0`} AS rank,
      s.department, s.remote, s.family, s.domain, s.pace,
      ${oneOf(sql`s.remote`, terms.remote)} AS ok_remote,
      ${oneOf(sql`s.family`, terms.families)} AS ok_family,
      ${oneOf(sql`s.domain`, terms.domains)} AS ok_domain,
      ${oneOf(sql`s.pace`, terms.paces)} AS ok_pace
    FROM missions.mission_search s ${words} ${reach}
    WHERE ${sql.join(conditions, sql` AND `)}`;
}

const ALL_FACETS = sql`f.ok_remote AND f.ok_family AND f.ok_domain AND f.ok_pace`;

type Counts = Record<Facet, string | null> &
  Record<`n_${Facet}`, number> & { readonly all: number; readonly at: number };

/** In a transaction. One statement, so that words and distances are looked at once. */
export async function searchMissions(
  db: Db,
  terms: SearchTerms,
  window: { readonly limit: number; readonly offset: number },
): Promise<SearchAnswer> {
  const others = (facet: Facet) =>
    sql.join(
      FACETS.filter((other) => other !== facet).map((other) => sql.ref(`f.ok_${other}`)),
      sql` AND `,
    );
  const { rows } = await sql<{ found: FoundMission[]; counts: Counts[] }>`
    WITH f AS MATERIALIZED (${matching(terms)})
    SELECT
      (SELECT coalesce(json_agg(p), '[]') FROM (
        SELECT f.id, f.km FROM f WHERE ${ALL_FACETS}
        ORDER BY f.rank DESC, f.published_at DESC, f.id
        LIMIT ${window.limit} OFFSET ${window.offset}) p) AS found,
      (SELECT json_agg(c) FROM (
        SELECT f.remote, f.family, f.domain, f.pace,
          grouping(f.remote, f.family, f.domain, f.pace) AS at,
          count(*) FILTER (WHERE ${others('remote')}) AS n_remote,
          count(*) FILTER (WHERE ${others('family')}) AS n_family,
          count(*) FILTER (WHERE ${others('domain')}) AS n_domain,
          count(*) FILTER (WHERE ${others('pace')}) AS n_pace,
          count(*) FILTER (WHERE ${ALL_FACETS}) AS all
        FROM f
        GROUP BY GROUPING SETS ((), (f.remote), (f.family), (f.domain), (f.pace))) c) AS counts`.execute(
    db,
  );
  const { found = [], counts = [] } = rows[0] ?? {};
  const facets: Record<Facet, Record<string, number>> = {
    remote: {},
    family: {},
    domain: {},
    pace: {},
  };
  let total = 0;
  for (const row of counts) {
    // A bit of `at` is 0 for the column of the grouping set.
    const facet = FACETS.find((_, index) => (row.at & (8 >> index)) === 0);
    if (!facet) total = row.all;
    else facets[facet][row[facet] as string] = row[`n_${facet}`];
  }
  return { total, found, facets };
}

/** How many of the missions found are on the spot, by department; work from home has no place. */
export async function countByDepartment(
  db: Db,
  terms: SearchTerms,
): Promise<{ readonly code: string; readonly value: number }[]> {
  const { rows } = await sql<{ code: string; value: number }>`
    SELECT f.department AS code, count(*) AS value FROM (${matching(terms)}) f
    WHERE ${ALL_FACETS} AND f.remote <> 'full' AND f.department <> ''
    GROUP BY f.department ORDER BY f.department`.execute(db);
  return rows;
}

export async function countPublished(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM missions.mission_search`.execute(db);
  return rows[0]?.count ?? 0;
}

import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Territory } from '../policy.ts';
import { type Volunteer, type VolunteerId, volunteerOf } from './rows.ts';

export interface DirectoryFilter {
  readonly territory: Territory;
  /** Words of the name, without accents. */
  readonly words: readonly string[];
  /** Any of these skills or certificate kinds (a verified one, not expired). */
  readonly abilityIds: readonly number[] | undefined;
  readonly communeCode: string | undefined;
  readonly status: string | undefined;
  /** For the terms of certificates. */
  readonly today: string;
}

export interface ListedVolunteer extends Volunteer {
  /** Skills and verified certificates, by number. */
  readonly abilities: readonly number[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly reachable: boolean;
}

/** One page of the directory, by name. */
export async function listDirectory(
  db: Db,
  filter: DirectoryFilter,
  window: { readonly limit: number; readonly offset: number },
): Promise<ListedVolunteer[]> {
  const rows = await db
    .selectFrom('volunteers.volunteer')
    .selectAll()
    .where((where) => matches(where, filter))
    .orderBy('name_key')
    .orderBy('id')
    .limit(window.limit)
    .offset(window.offset)
    .execute();
  return withAbilities(db, rows.map(volunteerOf), filter.today);
}

export async function countDirectory(db: Db, filter: DirectoryFilter): Promise<number> {
  const { count } = await db
    .selectFrom('volunteers.volunteer')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where((where) => matches(where, filter))
    .executeTakeFirstOrThrow();
  return count;
}

/** The whole selection, in chunks: an export never holds a territory in memory. */
export async function* walkDirectory(
  db: Db,
  filter: DirectoryFilter,
  chunk = 1_000,
): AsyncGenerator<ListedVolunteer[]> {
  let after: { nameKey: string; id: string } | undefined;
  for (;;) {
    let query = db
      .selectFrom('volunteers.volunteer')
      .selectAll()
      .where((where) => matches(where, filter))
      .orderBy('name_key')
      .orderBy('id')
      .limit(chunk);
    if (after)
      query = query.where(sql<SqlBool>`(name_key, id) > (${after.nameKey}, ${after.id}::uuid)`);
    const rows = await query.execute();
    if (rows.length > 0) yield await withAbilities(db, rows.map(volunteerOf), filter.today);
    const last = rows.at(-1);
    if (rows.length < chunk || !last) return;
    after = { nameKey: last.name_key, id: last.id };
  }
}

async function withAbilities(
  db: Db,
  volunteers: readonly Volunteer[],
  today: string,
): Promise<ListedVolunteer[]> {
  const ids = volunteers.map((volunteer) => volunteer.id);
  const { rows } = await sql<{
    id: VolunteerId;
    abilities: number[];
    email: string | null;
    phone: string | null;
    reachable: boolean;
  }>`
    SELECT c.volunteer_id AS id, c.email, c.phone,
      (c.email_verified_at IS NOT NULL AND c.email_bounced_at IS NULL)
        OR (c.phone_verified_at IS NOT NULL AND c.phone_failed_at IS NULL) AS reachable,
      ARRAY(SELECT kind_id FROM volunteers.certificate h WHERE h.volunteer_id = c.volunteer_id
          AND h.status = 'verified' AND (h.expires_on IS NULL OR h.expires_on >= ${today}::date)
        UNION SELECT skill_id FROM volunteers.volunteer_skill s WHERE s.volunteer_id = c.volunteer_id
        ORDER BY 1 DESC) AS abilities
    FROM volunteers.volunteer_contact c WHERE c.volunteer_id = ANY(${ids}::uuid[])`.execute(db);
  const found = new Map(rows.map((row) => [row.id, row]));
  return volunteers.map((volunteer) => {
    const {
      abilities = [],
      email = null,
      phone = null,
      reachable = false,
    } = found.get(volunteer.id) ?? {};
    return { ...volunteer, abilities, email, phone, reachable };
  });
}

type Where = ExpressionBuilder<Tables, 'volunteers.volunteer'>;

function matches(where: Where, filter: DirectoryFilter) {
  const { territory, words, abilityIds, communeCode, status, today } = filter;
  const all = [where('status', '<>', 'erased'), inTerritory(where, territory)];
  for (const word of words)
    all.push(where('name_key', 'like', `%${word.replace(/[%_\\]/g, '\\$&')}%`));
  if (communeCode) all.push(where('commune_code', '=', communeCode));
  if (status) all.push(where('status', '=', status));
  if (abilityIds)
    all.push(sql<SqlBool>`(
      EXISTS (SELECT 1 FROM volunteers.volunteer_skill s
        WHERE s.volunteer_id = volunteers.volunteer.id AND s.skill_id = ANY(${abilityIds}::int[]))
      OR EXISTS (SELECT 1 FROM volunteers.certificate h
        WHERE h.volunteer_id = volunteers.volunteer.id AND h.kind_id = ANY(${abilityIds}::int[])
          AND h.status = 'verified' AND (h.expires_on IS NULL OR h.expires_on >= ${today}::date)))`);
  return where.and(all);
}

export function inTerritory(where: Where, territory: Territory) {
  if (territory.kind === 'everywhere') return sql<SqlBool>`true`;
  const { departments, communes } = territory;
  return where.or([
    ...(departments.length > 0 ? [where('department', 'in', [...departments])] : []),
    ...(communes.length > 0
      ? [
          where(
            'commune_code',
            'in',
            communes.map((commune) => commune.code),
          ),
        ]
      : []),
    ...(departments.length + communes.length === 0 ? [sql<SqlBool>`false`] : []),
  ]);
}

export interface WaitingCertificate {
  readonly volunteerId: VolunteerId;
  readonly id: string;
  readonly kindId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly communeCode: string | null;
  readonly declaredAt: Date;
}

/** Documents that wait for an answer, oldest first. */
export async function certificatesToVerify(
  db: Db,
  territory: Territory,
  window: { readonly limit: number; readonly offset: number },
): Promise<WaitingCertificate[]> {
  const rows = await waiting(db, territory)
    .select([
      'certificate.volunteer_id',
      'certificate.id',
      'certificate.kind_id',
      'certificate.declared_at',
      'volunteers.volunteer.first_name',
      'volunteers.volunteer.last_name',
      'volunteers.volunteer.commune_code',
    ])
    .orderBy('certificate.declared_at')
    .orderBy('certificate.id')
    .limit(window.limit)
    .offset(window.offset)
    .execute();
  return rows.map((row) => ({
    volunteerId: row.volunteer_id as VolunteerId,
    id: row.id,
    kindId: row.kind_id,
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    communeCode: row.commune_code,
    declaredAt: row.declared_at,
  }));
}

export async function countToVerify(
  db: Db,
  territory: Territory,
): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  return waiting(db, territory)
    .select((expression) => [
      expression.fn.countAll<number>().as('count'),
      expression.fn.min('certificate.declared_at').as('oldest'),
    ])
    .executeTakeFirstOrThrow();
}

function waiting(db: Db, territory: Territory) {
  return db
    .selectFrom('volunteers.volunteer')
    .innerJoin(
      'volunteers.certificate as certificate',
      'certificate.volunteer_id',
      'volunteers.volunteer.id',
    )
    .where('certificate.status', '=', 'declared')
    .where('certificate.file_id', 'is not', null)
    .where((where) => inTerritory(where as unknown as Where, territory));
}

/** The same rule for a statement in SQL that calls the person `v`. */
export function territorySql(territory: Territory) {
  if (territory.kind === 'everywhere') return sql<SqlBool>`true`;
  const codes = territory.communes.map((commune) => commune.code);
  return sql<SqlBool>`(v.department = ANY(${territory.departments}::text[])
    OR v.commune_code = ANY(${codes}::text[]))`;
}

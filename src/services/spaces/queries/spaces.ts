import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { LabelState } from '../domain/label.ts';
import type { Opening, WeeklyPeriod } from '../domain/opening.ts';
import type {
  Accessibility,
  Audience,
  Equipment,
  Language,
  Service,
} from '../domain/vocabularies.ts';
import type { Reached } from '../policy.ts';

export type SpaceId = Id<'space'>;

/** What the people of a space say of it. */
export interface SpaceFields {
  readonly name: string;
  readonly presentation: string;
  readonly communeCode: string;
  readonly department: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly timeZone: string;
  readonly services: readonly Service[];
  readonly equipment: readonly Equipment[];
  readonly accessibility: readonly Accessibility[];
  readonly languages: readonly Language[];
  readonly groupPlaces: number;
  readonly aloneFrom: number;
}

export interface Space extends SpaceFields {
  readonly id: SpaceId;
  readonly organisationId: string;
  readonly labelState: LabelState;
  /** Last day, included. */
  readonly labelUntil: DateString | null;
  readonly posterCode: string;
  readonly dayKey: Buffer;
  readonly source: 'entered' | 'demo';
  readonly closedAt: Date | null;
  readonly version: number;
}

type Row = Selectable<Tables['spaces.space']>;

function spaceOf(row: Row): Space {
  return {
    id: row.id as SpaceId,
    organisationId: row.organisation_id,
    name: row.name,
    presentation: row.presentation,
    communeCode: row.commune_code,
    department: row.department,
    address: row.address,
    phone: row.phone,
    email: row.email,
    website: row.website,
    timeZone: row.time_zone,
    services: row.services as Service[],
    equipment: row.equipment as Equipment[],
    accessibility: row.accessibility as Accessibility[],
    languages: row.languages as Language[],
    groupPlaces: row.group_places,
    aloneFrom: row.alone_from,
    labelState: row.label_state as LabelState,
    labelUntil: row.label_until,
    posterCode: row.poster_code,
    dayKey: row.day_key,
    source: row.source as Space['source'],
    closedAt: row.closed_at,
    version: row.version,
  };
}

function columnsOf(fields: SpaceFields) {
  return {
    name: fields.name,
    presentation: fields.presentation,
    commune_code: fields.communeCode,
    department: fields.department,
    address: fields.address,
    phone: fields.phone,
    email: fields.email,
    website: fields.website,
    time_zone: fields.timeZone,
    services: [...fields.services],
    equipment: [...fields.equipment],
    accessibility: [...fields.accessibility],
    languages: [...fields.languages],
    group_places: fields.groupPlaces,
    alone_from: fields.aloneFrom,
  };
}

export interface NewSpace {
  readonly id: SpaceId;
  readonly organisationId: string;
  readonly posterCode: string;
  readonly dayKey: Buffer;
  readonly source: Space['source'];
  readonly now: Date;
}

export async function insertSpace(db: Db, space: NewSpace, fields: SpaceFields): Promise<void> {
  await db
    .insertInto('spaces.space')
    .values({
      ...columnsOf(fields),
      id: space.id,
      organisation_id: space.organisationId,
      poster_code: space.posterCode,
      day_key: space.dayKey,
      source: space.source,
      created_at: space.now,
      updated_at: space.now,
    })
    .execute();
}

export async function changeSpace(
  db: Db,
  id: SpaceId,
  fields: SpaceFields,
  now: Date,
): Promise<void> {
  await db
    .updateTable('spaces.space')
    .set({ ...columnsOf(fields), updated_at: now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

export async function selectSpace(db: Db, id: string): Promise<Space | undefined> {
  const row = await db
    .selectFrom('spaces.space')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && spaceOf(row);
}

export async function spaceOfPoster(db: Db, code: string): Promise<Space | undefined> {
  const row = await db
    .selectFrom('spaces.space')
    .selectAll()
    .where('poster_code', '=', code)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row && spaceOf(row);
}

/** Whoever changes its label or its bookings waits until the transaction ends. */
export async function lockSpace(db: Db, id: string): Promise<Space | undefined> {
  const row = await db
    .selectFrom('spaces.space')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && spaceOf(row);
}

export interface Wanted {
  readonly service: Service | null;
  readonly accessibility: Accessibility | null;
  readonly department: string;
  /** Undefined: wherever. */
  readonly communes: readonly string[] | undefined;
}

/** Labelled on this day and open to the public, by name. */
export async function labelledSpaces(db: Db, wanted: Wanted, today: DateString): Promise<Space[]> {
  let query = db
    .selectFrom('spaces.space')
    .selectAll()
    .where('label_state', '=', 'labelled')
    .where('label_until', '>=', today)
    .where('closed_at', 'is', null);
  const { service, accessibility, department, communes } = wanted;
  if (service) query = query.where(sql<boolean>`${service} = ANY(services)`);
  if (accessibility) query = query.where(sql<boolean>`${accessibility} = ANY(accessibility)`);
  if (department) query = query.where('department', '=', department);
  if (communes) query = query.where(sql<boolean>`commune_code = ANY(${communes}::text[])`);
  const rows = await query.orderBy('name').orderBy('id').execute();
  return rows.map(spaceOf);
}

export async function countLabelled(db: Db, today: DateString): Promise<number> {
  const row = await db
    .selectFrom('spaces.space')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('label_state', '=', 'labelled')
    .where('label_until', '>=', today)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Those held by these organisations or reached by a role, closed ones left out, by name. */
export async function spacesOf(
  db: Db,
  organisations: readonly string[],
  reached: Reached,
): Promise<Space[]> {
  const rows = await db
    .selectFrom('spaces.space')
    .selectAll()
    .where('closed_at', 'is', null)
    .where(
      sql<boolean>`(${reached.everywhere} OR organisation_id = ANY(${organisations}::uuid[])
        OR id = ANY(${reached.spaces}::uuid[]) OR department = ANY(${reached.departments}::text[])
        OR commune_code = ANY(${reached.communes}::text[]))`,
    )
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map(spaceOf);
}

export async function openingOf(db: Db, id: SpaceId): Promise<Opening> {
  const week = await db
    .selectFrom('spaces.opening')
    .select(['weekday', 'starts', 'ends', 'audience'])
    .where('space_id', '=', id)
    .orderBy('weekday')
    .orderBy('starts')
    .execute();
  const exceptions = await db
    .selectFrom('spaces.exception')
    .select(['day', 'starts', 'ends', 'note'])
    .where('space_id', '=', id)
    .orderBy('day')
    .execute();
  return {
    week: week.map((one) => ({ ...one, audience: one.audience as Audience })),
    exceptions,
  };
}

export async function replaceWeek(
  db: Db,
  id: SpaceId,
  week: readonly WeeklyPeriod[],
): Promise<void> {
  await db.deleteFrom('spaces.opening').where('space_id', '=', id).execute();
  if (week.length === 0) return;
  await db
    .insertInto('spaces.opening')
    .values(week.map((one) => ({ ...one, space_id: id })))
    .execute();
}

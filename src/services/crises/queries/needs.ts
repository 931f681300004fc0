import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { CallOutState, NeedState } from '../domain/states.ts';
import type { CallOutParameters } from './call-outs.ts';

export interface Site {
  readonly crisisId: string;
  readonly id: string;
  readonly name: string;
  /** INSEE code. */
  readonly commune: string;
  readonly address: string;
  readonly accessNote: string;
}

export interface Need {
  readonly crisisId: string;
  readonly id: string;
  readonly siteId: string;
  readonly position: string;
  readonly tasks: string;
  readonly bring: string;
  readonly places: number;
  /** All of these, each met by any one of its codes. */
  readonly requiredSkills: readonly (readonly number[])[];
  readonly preferredSkills: readonly number[];
  readonly minimumAge: number;
  readonly effort: 'light' | 'moderate' | 'hard';
  readonly gear: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly deadline: Date;
  readonly holderId: string | null;
  readonly status: NeedState;
  readonly confirmed: number;
  readonly offered: number;
  readonly reserve: number;
  /** Counts the changes made by officers, from 1. */
  readonly version: number;
}

export type NewNeed = Omit<Need, 'status' | 'confirmed' | 'offered' | 'reserve' | 'version'>;

export async function insertSite(db: Db, site: Site): Promise<void> {
  await db
    .insertInto('crises.site')
    .values({
      crisis_id: site.crisisId,
      id: site.id,
      name: site.name,
      commune: site.commune,
      address: site.address,
      access_note: site.accessNote,
    })
    .execute();
}

export async function sitesOf(db: Db, crisisId: string): Promise<Site[]> {
  return db
    .selectFrom('crises.site')
    .select([
      'crisis_id as crisisId',
      'id',
      'name',
      'commune',
      'address',
      'access_note as accessNote',
    ])
    .where('crisis_id', '=', crisisId)
    .orderBy('name')
    .execute();
}

export async function insertNeed(db: Db, need: NewNeed, now: Date): Promise<void> {
  await db
    .insertInto('crises.need')
    .values({ crisis_id: need.crisisId, id: need.id, created_at: now, ...columnsOf(need) })
    .execute();
}

export async function updateNeed(db: Db, need: NewNeed): Promise<void> {
  await db
    .updateTable('crises.need')
    .set((e) => ({ ...columnsOf(need), version: e('version', '+', 1) }))
    .where('crisis_id', '=', need.crisisId)
    .where('id', '=', need.id)
    .execute();
}

export async function updateNeedStatus(
  db: Db,
  need: { crisisId: string; needId: string },
  status: NeedState,
): Promise<void> {
  await db
    .updateTable('crises.need')
    .set({ status })
    .where('crisis_id', '=', need.crisisId)
    .where('id', '=', need.needId)
    .execute();
}

const NEED_COLUMNS = sql`n.crisis_id AS "crisisId", n.id, n.site_id AS "siteId", n.position, n.tasks,
  n.bring, n.places, n.required_skills AS "requiredSkills", n.preferred_skills AS "preferredSkills",
  n.minimum_age AS "minimumAge", n.effort, n.gear, n.starts_at AS "startsAt", n.ends_at AS "endsAt",
  n.time_zone AS "timeZone", n.deadline, n.holder_organisation_id AS "holderId", n.status,
  n.confirmed, n.offered, n.reserve, n.version`;

export async function needById(
  db: Db,
  crisisId: string,
  needId: string,
): Promise<Need | undefined> {
  const { rows } = await sql<Need>`
    SELECT ${NEED_COLUMNS} FROM crises.need n
    WHERE n.crisis_id = ${crisisId} AND n.id = ${needId}`.execute(db);
  return rows[0];
}

/** In the order of the shifts. */
export async function needsOf(db: Db, crisisId: string): Promise<Need[]> {
  const { rows } = await sql<Need>`
    SELECT ${NEED_COLUMNS} FROM crises.need n
    WHERE n.crisis_id = ${crisisId} ORDER BY n.starts_at, n.position, n.id`.execute(db);
  return rows;
}

export interface NeedCall {
  readonly needId: string;
  readonly callOutId: string;
  readonly policy: 'adaptive' | 'everyone';
  readonly state: CallOutState;
  readonly parameters: CallOutParameters;
  readonly alerted: number;
  readonly answered: number;
  /** People who could still be called after its last wave; null before the first. */
  readonly leftAfterWave: number | null;
}

/** The latest call-out of each need of a crisis, with its figures. */
export async function callsOf(db: Db, crisisId: string): Promise<NeedCall[]> {
  const { rows } = await sql<NeedCall>`
    SELECT DISTINCT ON (o.need_id) o.need_id AS "needId", o.id AS "callOutId", o.policy, o.state,
      o.parameters,
      (SELECT count(*) FROM crises.alert a
       WHERE a.crisis_id = o.crisis_id AND a.need_id = o.need_id) AS alerted,
      (SELECT count(DISTINCT r.volunteer_id) FROM crises.reply r
       WHERE r.crisis_id = o.crisis_id AND r.need_id = o.need_id) AS answered,
      (SELECT w.eligible - w.size FROM crises.wave w
       WHERE w.crisis_id = o.crisis_id AND w.call_out_id = o.id
       ORDER BY w.number DESC LIMIT 1) AS "leftAfterWave"
    FROM crises.call_out o WHERE o.crisis_id = ${crisisId}
    ORDER BY o.need_id, o.started_at DESC, o.id DESC`.execute(db);
  return rows;
}

export interface WaveRow {
  readonly needId: string;
  readonly position: string;
  readonly number: number;
  readonly at: Date;
  readonly size: number;
  readonly fillProbability: number;
}

/** Newest first. */
export async function wavesOf(db: Db, crisisId: string, limit: number): Promise<WaveRow[]> {
  const { rows } = await sql<WaveRow>`
    SELECT w.need_id AS "needId", n.position, w.number, w.at, w.size,
           w.fill_probability::float8 AS "fillProbability"
    FROM crises.wave w
    JOIN crises.need n ON n.crisis_id = w.crisis_id AND n.id = w.need_id
    WHERE w.crisis_id = ${crisisId}
    ORDER BY w.at DESC, w.number DESC LIMIT ${limit}`.execute(db);
  return rows;
}

function columnsOf(need: NewNeed) {
  return {
    site_id: need.siteId,
    position: need.position,
    tasks: need.tasks,
    bring: need.bring,
    places: need.places,
    required_skills: JSON.stringify(need.requiredSkills),
    preferred_skills: [...need.preferredSkills],
    minimum_age: need.minimumAge,
    effort: need.effort,
    gear: [...need.gear],
    starts_at: need.startsAt,
    ends_at: need.endsAt,
    time_zone: need.timeZone,
    deadline: need.deadline,
    holder_organisation_id: need.holderId,
  };
}

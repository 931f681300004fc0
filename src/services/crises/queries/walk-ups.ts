import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Can, Refusal, WalkUpState } from '../domain/walk-up.ts';

export interface WalkUp {
  readonly crisisId: string;
  readonly id: string;
  readonly groupId: string;
  /** 0 signed up; the others came along. */
  readonly groupRank: number;
  readonly maySplit: boolean;
  readonly pairId: string | null;
  /** Empty for somebody who came along without a name, and after erasure. */
  readonly firstName: string;
  readonly lastName: string;
  readonly nameKey: string;
  /** E.164 */
  readonly phone: string | null;
  /** INSEE code. */
  readonly commune: string | null;
  readonly birthDate: string | null;
  readonly can: readonly Can[];
  readonly availableFrom: Date | null;
  readonly lang: 'fr' | 'en';
  readonly channel: 'public' | 'desk';
  readonly state: WalkUpState;
  readonly slotId: string | null;
  readonly refusal: Refusal | null;
  readonly termsVersion: string;
  readonly agreedAt: Date;
  readonly volunteerId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly erasedAt: Date | null;
}

const COLUMNS = sql`w.crisis_id AS "crisisId", w.id, w.group_id AS "groupId",
  w.group_rank AS "groupRank", w.may_split AS "maySplit", w.pair_id AS "pairId",
  w.first_name AS "firstName", w.last_name AS "lastName", w.name_key AS "nameKey", w.phone, w.commune,
  to_char(w.birth_date, 'YYYY-MM-DD') AS "birthDate", w.can, w.available_from AS "availableFrom",
  w.lang, w.channel, w.state, w.slot_id AS "slotId", w.refusal, w.terms_version AS "termsVersion",
  w.agreed_at AS "agreedAt", w.volunteer_id AS "volunteerId", w.created_at AS "createdAt",
  w.updated_at AS "updatedAt", w.erased_at AS "erasedAt"`;

export async function insertWalkUps(db: Db, people: readonly WalkUp[]): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map((one) => ({
    crisis_id: one.crisisId,
    id: one.id,
    group_id: one.groupId,
    group_rank: one.groupRank,
    may_split: one.maySplit,
    first_name: one.firstName,
    last_name: one.lastName,
    name_key: one.nameKey,
    phone: one.phone,
    commune: one.commune,
    birth_date: one.birthDate,
    can: one.can,
    available_from: one.availableFrom,
    lang: one.lang,
    channel: one.channel,
    state: one.state,
    slot_id: one.slotId,
    terms_version: one.termsVersion,
    agreed_at: one.agreedAt,
    created_at: one.createdAt,
    updated_at: one.updatedAt,
  }));
  await sql`
    INSERT INTO crises.walk_up
    SELECT * FROM jsonb_populate_recordset(NULL::crises.walk_up, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  );
}

export async function insertWalkUpLinks(
  db: Db,
  links: readonly { crisisId: string; tokenHash: Buffer; walkUpId: string }[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    INSERT INTO crises.walk_up_link (crisis_id, token_hash, walk_up_id)
    SELECT * FROM unnest(${links.map((link) => link.crisisId)}::uuid[],
      ${links.map((link) => link.tokenHash)}::bytea[],
      ${links.map((link) => link.walkUpId)}::uuid[])`.execute(db);
}

/** The one behind a link, and those who came along. */
export async function groupOfLink(db: Db, crisisId: string, tokenHash: Buffer): Promise<WalkUp[]> {
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up_link l
    JOIN crises.walk_up one ON one.crisis_id = l.crisis_id AND one.id = l.walk_up_id
    JOIN crises.walk_up w ON w.crisis_id = one.crisis_id AND w.group_id = one.group_id
    WHERE l.crisis_id = ${crisisId} AND l.token_hash = ${tokenHash}
    ORDER BY w.group_rank`.execute(db);
  return rows;
}

/** The crisis and the person of a link, for whoever is signed in and holds it. */
export async function walkUpOfToken(db: Db, tokenHash: Buffer): Promise<WalkUp | undefined> {
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up_link l
    JOIN crises.walk_up w ON w.crisis_id = l.crisis_id AND w.id = l.walk_up_id
    WHERE l.token_hash = ${tokenHash}`.execute(db);
  return rows[0];
}

export async function walkUpsByPhone(
  db: Db,
  crisisId: string,
  phones: readonly string[],
): Promise<WalkUp[]> {
  if (phones.length === 0) return [];
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up w
    WHERE w.crisis_id = ${crisisId} AND w.phone = ANY(${phones as string[]}::text[])
    ORDER BY w.created_at, w.id`.execute(db);
  return rows;
}

export async function walkUpById(
  db: Db,
  crisisId: string,
  id: string,
): Promise<WalkUp | undefined> {
  return (await walkUpsByIds(db, crisisId, [id]))[0];
}

export async function walkUpsByIds(
  db: Db,
  crisisId: string,
  ids: readonly string[],
): Promise<WalkUp[]> {
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up w
    WHERE w.crisis_id = ${crisisId} AND w.id = ANY(${ids as string[]}::uuid[])
    ORDER BY w.created_at, w.group_id, w.group_rank`.execute(db);
  return rows;
}

export async function groupMembers(db: Db, crisisId: string, groupId: string): Promise<WalkUp[]> {
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up w
    WHERE w.crisis_id = ${crisisId} AND w.group_id = ${groupId} ORDER BY w.group_rank`.execute(db);
  return rows;
}

/** Those who wait, parties in their order of arrival; the first `parties` of them. */
export async function waitingWalkUps(db: Db, crisisId: string, parties: number): Promise<WalkUp[]> {
  const { rows } = await sql<WalkUp>`
    WITH first AS (
      SELECT group_id, min(created_at) AS came FROM crises.walk_up
      WHERE crisis_id = ${crisisId} AND state = 'waiting'
      GROUP BY group_id ORDER BY came, group_id LIMIT ${parties})
    SELECT ${COLUMNS} FROM crises.walk_up w JOIN first f ON f.group_id = w.group_id
    WHERE w.crisis_id = ${crisisId} AND w.state = 'waiting'
    ORDER BY f.came, w.group_id, w.group_rank`.execute(db);
  return rows;
}

export async function walkUpsInStates(
  db: Db,
  crisisId: string,
  states: readonly WalkUpState[],
): Promise<WalkUp[]> {
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up w
    WHERE w.crisis_id = ${crisisId} AND w.state = ANY(${states as string[]}::text[])
    ORDER BY w.created_at, w.group_id, w.group_rank`.execute(db);
  return rows;
}

export interface WalkUpFilter {
  readonly states: readonly WalkUpState[];
  /** Plain words of a name. */
  readonly name: string;
  readonly limit: number;
}

export async function listWalkUps(
  db: Db,
  crisisId: string,
  { states, name, limit }: WalkUpFilter,
): Promise<WalkUp[]> {
  // In any order: people say their first name first.
  const words = name.split(' ').map((word) => `%${word}%`);
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up w
    WHERE w.crisis_id = ${crisisId} AND w.state = ANY(${states as string[]}::text[])
      AND w.name_key LIKE ALL(${words}::text[])
    ORDER BY w.updated_at DESC, w.group_id, w.group_rank LIMIT ${limit}`.execute(db);
  return rows;
}

export async function walkUpCounts(
  db: Db,
  crisisId: string,
): Promise<ReadonlyMap<WalkUpState, number>> {
  const { rows } = await sql<{ state: WalkUpState; count: number }>`
    SELECT state, count(*)::int AS count FROM crises.walk_up
    WHERE crisis_id = ${crisisId} GROUP BY state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Somebody known under this number or this name in the crisis, who may be the same person. */
export async function maybeSameWalkUps(
  db: Db,
  crisisId: string,
  facts: { readonly phone: string | null; readonly nameKey: string; readonly exceptGroup?: string },
): Promise<WalkUp[]> {
  const { rows } = await sql<WalkUp>`
    SELECT ${COLUMNS} FROM crises.walk_up w
    WHERE w.crisis_id = ${crisisId} AND w.erased_at IS NULL
      AND w.group_id IS DISTINCT FROM ${facts.exceptGroup ?? null}::uuid
      AND (w.phone = ${facts.phone} OR (w.name_key <> '' AND w.name_key = ${facts.nameKey}))
    ORDER BY w.created_at LIMIT 10`.execute(db);
  return rows;
}

export async function setWalkUpStates(
  db: Db,
  crisisId: string,
  changes: readonly {
    readonly id: string;
    readonly state: WalkUpState;
    readonly slotId: string | null;
    readonly refusal: Refusal | null;
  }[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    UPDATE crises.walk_up w
    SET state = c.state, slot_id = c.slot_id, refusal = c.refusal, updated_at = ${now}
    FROM unnest(${changes.map((one) => one.id)}::uuid[], ${changes.map((one) => one.state)}::text[],
      ${changes.map((one) => one.slotId)}::uuid[], ${changes.map((one) => one.refusal)}::text[])
      AS c (id, state, slot_id, refusal)
    WHERE w.crisis_id = ${crisisId} AND w.id = c.id`.execute(db);
}

export async function setPair(
  db: Db,
  crisisId: string,
  ids: readonly string[],
  pairId: string | null,
): Promise<void> {
  await db
    .updateTable('crises.walk_up')
    .set({ pair_id: pairId })
    .where('crisis_id', '=', crisisId)
    .where('id', 'in', ids)
    .execute();
}

export async function setVolunteer(
  db: Db,
  one: { readonly crisisId: string; readonly id: string },
  volunteerId: string,
): Promise<void> {
  await db
    .updateTable('crises.walk_up')
    .set({ volunteer_id: volunteerId })
    .where('crisis_id', '=', one.crisisId)
    .where('id', '=', one.id)
    .execute();
}

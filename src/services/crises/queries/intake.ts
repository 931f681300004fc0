import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Slot } from '../domain/slots.ts';
import type { CrisisState } from '../domain/states.ts';
import type { IntakeState, WalkUpTask } from '../domain/walk-up.ts';

/** Spontaneous volunteers of a crisis: what is asked of them, who is in charge, where they go first. */
export interface Intake {
  readonly crisisId: string;
  readonly code: string;
  readonly state: IntakeState;
  readonly tasks: readonly WalkUpTask[];
  readonly minimumAge: number;
  readonly holderId: string;
  readonly receptionSiteId: string;
  /** Local time, `HH:MM`. */
  readonly opens: string;
  readonly closes: string;
  readonly timeZone: string;
  readonly note: string;
  readonly openedAt: Date;
}

/** With what the form and its answers need of the crisis. */
export interface IntakeOfCrisis extends Intake {
  readonly title: string;
  readonly exercise: boolean;
  readonly crisisStatus: CrisisState;
  readonly agencies: readonly string[];
}

export interface IntakeSlot extends Slot {
  readonly crisisId: string;
  readonly siteId: string;
  readonly bring: string;
}

const COLUMNS = sql`i.crisis_id AS "crisisId", i.code, i.state, i.tasks, i.minimum_age AS "minimumAge",
  i.holder_organisation_id AS "holderId", i.reception_site_id AS "receptionSiteId",
  to_char(i.opens, 'HH24:MI') AS opens, to_char(i.closes, 'HH24:MI') AS closes,
  i.time_zone AS "timeZone", i.note, i.opened_at AS "openedAt", c.title, c.exercise,
  c.status AS "crisisStatus", c.agencies`;

export async function intakeOf(db: Db, crisisId: string): Promise<IntakeOfCrisis | undefined> {
  const { rows } = await sql<IntakeOfCrisis>`
    SELECT ${COLUMNS} FROM crises.intake i JOIN crises.crisis c ON c.id = i.crisis_id
    WHERE i.crisis_id = ${crisisId}`.execute(db);
  return rows[0];
}

export async function intakeByCode(db: Db, code: string): Promise<IntakeOfCrisis | undefined> {
  const { rows } = await sql<IntakeOfCrisis>`
    SELECT ${COLUMNS} FROM crises.intake i JOIN crises.crisis c ON c.id = i.crisis_id
    WHERE i.code = ${code}`.execute(db);
  return rows[0];
}

/** Locks the intake until the transaction ends: its places are given once at a time. */
export async function lockIntake(db: Db, crisisId: string): Promise<IntakeOfCrisis | undefined> {
  const { rows } = await sql<IntakeOfCrisis>`
    SELECT ${COLUMNS} FROM crises.intake i JOIN crises.crisis c ON c.id = i.crisis_id
    WHERE i.crisis_id = ${crisisId} FOR NO KEY UPDATE OF i`.execute(db);
  return rows[0];
}

export async function saveIntake(
  db: Db,
  intake: Intake,
  by: { readonly accountId: string | null; readonly now: Date },
): Promise<void> {
  const facts = {
    state: intake.state,
    tasks: [...intake.tasks],
    minimum_age: intake.minimumAge,
    holder_organisation_id: intake.holderId,
    reception_site_id: intake.receptionSiteId,
    opens: intake.opens,
    closes: intake.closes,
    time_zone: intake.timeZone,
    note: intake.note,
    changed_at: by.now,
  };
  await db
    .insertInto('crises.intake')
    .values({
      ...facts,
      crisis_id: intake.crisisId,
      code: intake.code,
      opened_at: intake.openedAt,
      opened_by: by.accountId,
    })
    .onConflict((conflict) => conflict.column('crisis_id').doUpdateSet(facts))
    .execute();
}

export async function setIntakeState(
  db: Db,
  crisisId: string,
  state: IntakeState,
  now: Date,
): Promise<void> {
  await db
    .updateTable('crises.intake')
    .set({ state, changed_at: now })
    .where('crisis_id', '=', crisisId)
    .execute();
}

/** In the order of their time. */
export async function slotsOf(db: Db, crisisId: string): Promise<IntakeSlot[]> {
  return db
    .selectFrom('crises.intake_slot')
    .select([
      'crisis_id as crisisId',
      'id',
      'site_id as siteId',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'places',
      'taken',
      'bring',
    ])
    .where('crisis_id', '=', crisisId)
    .orderBy('starts_at')
    .orderBy('ends_at')
    .orderBy('id')
    .execute();
}

/** A slot that exists already at that site and time takes the new number of places, at least those taken. */
export async function putSlots(db: Db, slots: readonly IntakeSlot[]): Promise<void> {
  if (slots.length === 0) return;
  await db
    .insertInto('crises.intake_slot')
    .values(
      slots.map((slot) => ({
        crisis_id: slot.crisisId,
        id: slot.id,
        site_id: slot.siteId,
        starts_at: slot.startsAt,
        ends_at: slot.endsAt,
        places: slot.places,
        bring: slot.bring,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['crisis_id', 'site_id', 'starts_at', 'ends_at']).doUpdateSet({
        places: sql`greatest(excluded.places, crises.intake_slot.taken)`,
        bring: sql`excluded.bring`,
      }),
    )
    .execute();
}

export async function setSlotPlaces(
  db: Db,
  slot: { readonly crisisId: string; readonly id: string },
  places: number,
): Promise<void> {
  await db
    .updateTable('crises.intake_slot')
    .set({ places })
    .where('crisis_id', '=', slot.crisisId)
    .where('id', '=', slot.id)
    .execute();
}

/** Adds to what is taken, or gives back; the CHECK refuses one too many. */
export async function addTaken(
  db: Db,
  crisisId: string,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  const changed = [...changes].filter(([, count]) => count !== 0);
  if (changed.length === 0) return;
  await sql`
    UPDATE crises.intake_slot s SET taken = s.taken + c.count
    FROM unnest(${changed.map(([id]) => id)}::uuid[], ${changed.map(([, count]) => count)}::int[])
      AS c (id, count)
    WHERE s.crisis_id = ${crisisId} AND s.id = c.id`.execute(db);
}

/** The form turned somebody away: counted, without a name. */
export async function countTurnedAway(
  db: Db,
  crisisId: string,
  reason: string,
  day: string,
): Promise<void> {
  await sql`
    INSERT INTO crises.walk_up_turned_away (crisis_id, reason, day, count)
    VALUES (${crisisId}, ${reason}, ${day}, 1)
    ON CONFLICT (crisis_id, reason, day)
    DO UPDATE SET count = crises.walk_up_turned_away.count + 1`.execute(db);
}

export async function turnedAway(db: Db, crisisId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT coalesce(sum(count), 0)::int AS count FROM crises.walk_up_turned_away
    WHERE crisis_id = ${crisisId}`.execute(db);
  return rows[0]?.count ?? 0;
}

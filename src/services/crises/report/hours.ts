import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { DEFAULT_TIME_ZONE, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { zoneOfCrisis } from '../crisis-zone.ts';
import { HOURS, type HoursLine, hoursSheet, missingDepartures } from '../domain/hours.ts';
import type { CrisisState } from '../domain/states.ts';
import { mayOnCrisis } from '../policy.ts';
import { presencesOf } from '../queries/attendance.ts';
import { type Crisis, crisisById, lockCrisis } from '../queries/crises.ts';
import {
  keptHours,
  saveConfirmed,
  saveCorrection,
  walkUpNames,
  yearlyDays,
} from '../queries/hours.ts';
import { writeLog } from '../situation-log.ts';

export interface NamedHours extends HoursLine {
  /** Empty when the person has been erased since. */
  readonly name: string;
  /** Days of this year in real crises, this one included once confirmed. */
  readonly yearDays: number;
}

/** Before the end of the mobilisation people still come and go. */
const COUNTABLE: readonly CrisisState[] = ['standing_down', 'closed'];

export function hoursCountable({ status }: Pick<Crisis, 'status'>): boolean {
  return COUNTABLE.includes(status);
}

export async function loadHours(ctx: Context, crisis: Pick<Crisis, 'id'>): Promise<NamedHours[]> {
  const lines = await sheetOf(ctx, crisis.id);
  const ids = lines.map(({ personId }) => personId);
  const people = await peopleByIds(ctx, ids);
  const walkUps = await walkUpNames(ctx.db, crisis.id);
  const year = Number(localDate(ctx.clock.now()).slice(0, 4));
  const days = await yearlyDays(ctx.db, ids, year);
  return lines
    .map((line) => {
      const person = people.get(line.personId) ?? walkUps.get(line.personId);
      const name = person ? `${person.lastName.toUpperCase()} ${person.firstName}`.trim() : '';
      return { ...line, name, yearDays: days.get(line.personId) ?? 0 };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

async function sheetOf({ db }: Context, crisisId: string): Promise<readonly HoursLine[]> {
  const crisis = await crisisById(db, crisisId);
  const zone = crisis ? zoneOfCrisis(crisis) : DEFAULT_TIME_ZONE;
  return hoursSheet(await presencesOf(db, crisisId), await keptHours(db, crisisId), (instant) =>
    localDate(instant, zone),
  );
}

export type HoursRefusal =
  | 'not_found'
  | 'out_of_territory'
  | 'too_early'
  | 'nobody'
  | 'already_confirmed'
  | 'departures_missing';

export interface Correction {
  readonly crisisId: string;
  readonly personKind: 'volunteer' | 'walk_up';
  readonly personId: string;
  readonly minutes: number;
  readonly reason: string;
}

/** What a site leader knows better than the arrivals and departures, with the reason. */
export async function correctHours(
  ctx: Context,
  actor: Actor,
  input: Correction,
): Promise<Result<undefined, HoursRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await countable(tx, actor, input.crisisId, 'read_roster');
    if (!crisis.ok) return crisis;
    const line = (await sheetOf(tx, input.crisisId)).find(
      (one) => one.personKind === input.personKind && one.personId === input.personId,
    );
    if (!line) return refuse('nobody');
    if (!transition(HOURS, line.state, 'correct').ok) return refuse('already_confirmed');
    await saveCorrection(tx.db, input.crisisId, { ...line, ...input }, byWhom(tx, actor));
    const { personKind, personId, minutes, reason } = input;
    await writeLog(tx, actor, input.crisisId, {
      kind: 'hours_corrected',
      text: reason,
      detail: { [personKind]: personId, minutes, before: line.minutes },
    });
    return ok();
  });
}

/** From here on the hours stand: certificates may be given, and the days count for the year. */
export async function confirmHours(
  ctx: Context,
  actor: Actor,
  crisisId: string,
): Promise<Result<undefined, HoursRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await countable(tx, actor, crisisId, 'manage');
    if (!crisis.ok) return crisis;
    const lines = await sheetOf(tx, crisisId);
    const open = lines.filter(({ state }) => transition(HOURS, state, 'confirm').ok);
    if (open.length === 0) return refuse(lines.length === 0 ? 'nobody' : 'already_confirmed');
    if (missingDepartures(open) > 0) return refuse('departures_missing');
    await saveConfirmed(tx.db, crisisId, open, byWhom(tx, actor));
    const minutes = open.reduce((sum, line) => sum + line.minutes, 0);
    await writeLog(tx, actor, crisisId, {
      kind: 'hours_confirmed',
      detail: { people: open.length, hours: Math.round(minutes / 6) / 10 },
    });
    await recordAudit(tx, actor, {
      action: 'hours.confirmed',
      subject: { kind: 'crisis', id: crisisId },
      detail: { people: open.length, minutes },
    });
    return ok();
  });
}

async function countable(
  tx: Context,
  actor: Actor,
  crisisId: string,
  act: 'read_roster' | 'manage',
): Promise<Result<Crisis, HoursRefusal>> {
  const crisis = await lockCrisis(tx.db, crisisId);
  if (!crisis) return refuse('not_found');
  if (!mayOnCrisis(actor, act, crisis)) return refuse('out_of_territory');
  return hoursCountable(crisis) ? ok(crisis) : refuse('too_early');
}

function byWhom(tx: Context, actor: Actor) {
  const account = actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null;
  return { account, at: tx.clock.now() };
}

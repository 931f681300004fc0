import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { type NeedInput, openCrisis, siteFor } from '../../actions/need.ts';
import { cutDay } from '../../domain/slots.ts';
import { INTAKE, type IntakeEvent, type WalkUpTask } from '../../domain/walk-up.ts';
import { holdersIn } from '../../holders.ts';
import type { Crisis } from '../../queries/crises.ts';
import {
  type IntakeOfCrisis,
  intakeByCode,
  lockIntake,
  putSlots,
  saveIntake,
  setIntakeState,
  setSlotPlaces,
  slotsOf,
} from '../../queries/intake.ts';
import { sitesOf } from '../../queries/needs.ts';
import { walkUpsInStates } from '../../queries/walk-ups.ts';
import { authorOf, writeLog } from '../../situation-log.ts';
import { forgetNotices, sendWalkUpNotices } from '../notices.ts';
import { writeBriefing } from './briefing.ts';
import { conveneWaiting } from './convene.ts';
import { moveWalkUps } from './moves.ts';

export interface IntakeInput {
  readonly site: NeedInput['site'];
  readonly tasks: readonly WalkUpTask[];
  readonly holderId: string;
  readonly minimumAge: number;
  readonly opens: string;
  readonly closes: string;
  readonly timeZone: string;
  readonly note: string;
  readonly briefing: string;
}

type CrisisRefusal = 'not_found' | 'out_of_territory' | 'crisis_over';
export type IntakeRefusal =
  | CrisisRefusal
  | 'site_unknown'
  | 'commune_unknown'
  | 'holder_not_accredited';

/** Without letters and digits that look alike: the address is typed from a wall. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Associations that may supervise spontaneous volunteers of a crisis today. */
export async function supervisorsOf(
  ctx: Context,
  crisis: Pick<Crisis, 'departments'>,
  timeZone: string,
) {
  const day = localDate(ctx.clock.now(), timeZone);
  const holders = await holdersIn(ctx, crisis.departments, day);
  return holders.filter(({ types }) => types.includes('C'));
}

/** Opens the intake of a crisis, or changes it. */
export async function saveIntakeOf(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  input: IntakeInput,
): Promise<Result<undefined, IntakeRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, crisisId);
    if (!crisis.ok) return crisis;
    const before = await lockIntake(tx.db, crisisId);
    // What was right when it was chosen stays: an agrément may end during a long crisis.
    const supervisors = await supervisorsOf(tx, crisis.value, input.timeZone);
    const kept = before?.holderId === input.holderId;
    if (!kept && !supervisors.some(({ id }) => id === input.holderId)) {
      return refuse('holder_not_accredited');
    }
    const site = await siteFor(tx, actor, crisisId, input.site);
    if (!site.ok) return site;
    const now = tx.clock.now();
    await saveIntake(
      tx.db,
      {
        ...input,
        crisisId,
        receptionSiteId: site.value,
        code: before?.code ?? (await freshCode(tx)),
        state: before?.state ?? 'open',
        openedAt: before?.openedAt ?? now,
      },
      { accountId: authorOf(actor), now },
    );
    await writeBriefing(tx, actor, { crisisId, text: input.briefing });
    const name = (await sitesOf(tx.db, crisisId)).find(({ id }) => id === site.value)?.name ?? '';
    await writeLog(tx, actor, crisisId, {
      kind: before ? 'intake_changed' : 'intake_opened',
      detail: { site: name, minimumAge: input.minimumAge, holder: input.holderId },
    });
    return ok();
  });
}

async function freshCode(tx: Context): Promise<string> {
  for (;;) {
    const code = [...tx.random.bytes(6)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
    if (!(await intakeByCode(tx.db, code))) return code;
  }
}

export interface SlotsInput {
  readonly site: NeedInput['site'];
  readonly date: string;
  /** Minutes from midnight, local. */
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
  readonly places: number;
  readonly bring: string;
}

export type SlotRefusal =
  | CrisisRefusal
  | 'not_open'
  | 'site_unknown'
  | 'commune_unknown'
  | 'slot_over'
  | 'too_many_slots'
  | 'fewer_than_taken';

const MOST_SLOTS = 48;

/** Adds a day of slots at a site; those who wait are told at once of the new places. */
export async function addSlots(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  input: SlotsInput,
): Promise<Result<number, SlotRefusal>> {
  return transaction(ctx, async (tx) => {
    const intake = await openIntake(tx, actor, crisisId);
    if (!intake.ok) return intake;
    const now = tx.clock.now();
    const cut = cutDay({ ...input, timeZone: intake.value.timeZone }).filter(
      ({ endsAt }) => endsAt > now,
    );
    if (cut.length === 0) return refuse('slot_over');
    if (cut.length > MOST_SLOTS) return refuse('too_many_slots');
    const site = await siteFor(tx, actor, crisisId, input.site);
    if (!site.ok) return site;
    await putSlots(
      tx.db,
      cut.map((times) => ({
        ...times,
        crisisId,
        id: tx.ids.next<'slot'>(),
        siteId: site.value,
        places: input.places,
        taken: 0,
        bring: input.bring,
      })),
    );
    await logPlaces(tx, actor, crisisId, site.value, cut.length * input.places);
    await conveneWaiting(tx, intake.value);
    return ok(cut.length);
  });
}

/** More or fewer places in a slot, never fewer than those expected there. */
export async function changeSlot(
  ctx: Context,
  actor: Actor,
  slot: { readonly crisisId: string; readonly id: string },
  places: number,
): Promise<Result<undefined, SlotRefusal>> {
  return transaction(ctx, async (tx) => {
    const intake = await openIntake(tx, actor, slot.crisisId);
    if (!intake.ok) return intake;
    const present = (await slotsOf(tx.db, slot.crisisId)).find(({ id }) => id === slot.id);
    if (!present) return refuse('not_found');
    if (places < present.taken) return refuse('fewer_than_taken', { taken: present.taken });
    await setSlotPlaces(tx.db, slot, places);
    await logPlaces(tx, actor, slot.crisisId, present.siteId, places);
    await conveneWaiting(tx, intake.value);
    return ok();
  });
}

/**
 * `stop` says "do not come any more": those who have not come yet lose their time and are told; those
 * who are there stay. `reopen` takes people again.
 */
export async function moveIntake(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  event: IntakeEvent,
): Promise<Result<number, CrisisRefusal | 'not_open' | 'transition_not_allowed'>> {
  return transaction(ctx, async (tx) => {
    const intake = await openIntake(tx, actor, crisisId);
    if (!intake.ok) return intake;
    const next = transition(INTAKE, intake.value.state, event);
    if (!next.ok) return next;
    await setIntakeState(tx.db, crisisId, next.value, tx.clock.now());
    const told = event === 'stop' ? await releaseThoseToCome(tx, intake.value) : 0;
    await writeLog(tx, actor, crisisId, {
      kind: event === 'stop' ? 'intake_stopped' : 'intake_reopened',
      detail: { people: told },
    });
    await recordAudit(tx, actor, {
      action: `intake.${event}`,
      subject: { kind: 'crisis', id: crisisId },
      detail: { people: told },
    });
    return ok(told);
  });
}

/** Also when the crisis itself ends, which its own lock guards. */
export async function releaseThoseToCome(tx: Context, intake: IntakeOfCrisis): Promise<number> {
  const people = await walkUpsInStates(tx.db, intake.crisisId, ['convened', 'waiting']);
  await forgetNotices(tx, people);
  const released = await moveWalkUps(
    tx,
    intake.crisisId,
    people.map((walkUp) => ({ walkUp, event: 'release' })),
  );
  if (!released.ok) throw new Error('Those who have not come can be released');
  const groups = Map.groupBy(released.value, ({ groupId }) => groupId);
  await sendWalkUpNotices(
    tx,
    intake,
    [],
    [...groups.values()].map((group) => ({ kind: 'released', people: group })),
  );
  return people.length;
}

/** The intake, locked, when the actor may handle its crisis and it is not over. */
async function openIntake(tx: Context, actor: Actor, crisisId: string) {
  const crisis = await openCrisis(tx, actor, crisisId);
  if (!crisis.ok) return crisis;
  const intake = await lockIntake(tx.db, crisisId);
  return intake ? ok(intake) : refuse('not_open' as const);
}

async function logPlaces(
  tx: Context,
  actor: Actor,
  crisisId: string,
  siteId: string,
  places: number,
): Promise<void> {
  const site = (await sitesOf(tx.db, crisisId)).find(({ id }) => id === siteId);
  await writeLog(tx, actor, crisisId, {
    kind: 'intake_slots',
    detail: { site: site?.name ?? '', places },
  });
}

import { type Context, transaction } from '#platform/context.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { allot, isUseful } from '../../domain/slots.ts';
import { isThere, type WalkUpState } from '../../domain/walk-up.ts';
import {
  type IntakeOfCrisis,
  type IntakeSlot,
  intakeByCode,
  lockIntake,
  slotsOf,
} from '../../queries/intake.ts';
import { eraseWalkUps } from '../../queries/walk-up-erasure.ts';
import { groupOfLink, type WalkUp } from '../../queries/walk-ups.ts';
import { forgetNotices, sendWalkUpNotices, walkUpTokenHash } from '../notices.ts';
import { acknowledgeBriefing } from './briefing.ts';
import { conveneWaiting } from './convene.ts';
import { moveWalkUps } from './moves.ts';
import { partyOf, takesPeople } from './sign-up.ts';

/** Whoever holds a link, with those who came along. */
export interface Own {
  readonly intake: IntakeOfCrisis;
  readonly people: readonly WalkUp[];
  readonly leader: WalkUp;
}

export interface OwnLink {
  readonly code: string;
  readonly token: string;
}

export async function ownOfLink(ctx: Context, link: OwnLink): Promise<Own | undefined> {
  if (!/^[a-z2-9]{6}$/.test(link.code) || !/^[\w-]{16}$/.test(link.token)) return undefined;
  const intake = await intakeByCode(ctx.db, link.code);
  if (!intake) return undefined;
  const people = await groupOfLink(ctx.db, intake.crisisId, walkUpTokenHash(link.token));
  const [leader] = people;
  return leader && { intake, people, leader };
}

const TO_COME: ReadonlySet<WalkUpState> = new Set(['waiting', 'convened']);
const MAY_COME: ReadonlySet<WalkUpState> = new Set([
  'waiting',
  'convened',
  'withdrawn',
  'released',
]);

/** Other times with room for all who are still to come. */
export function otherSlots(own: Own, slots: readonly IntakeSlot[], now: Date): IntakeSlot[] {
  const people = own.people.filter(({ state }) => MAY_COME.has(state));
  if (people.length === 0 || !takesPeople(own.intake)) return [];
  return slots.filter((slot) => isUseful(slot, null, now) && roomFor(slot, people) >= 0);
}

/** How many places are left once these people are in a slot where some of them may be already. */
function roomFor(slot: IntakeSlot, people: readonly WalkUp[]): number {
  const there = people.filter(
    ({ state, slotId }) => state === 'convened' && slotId === slot.id,
  ).length;
  if (there === people.length) return -1;
  return slot.places - slot.taken - (people.length - there);
}

type OwnRefusal = 'not_found' | 'closed' | 'full' | 'transition_not_allowed';

/** Moves the whole party to another time, when there is room. */
export async function changeOwnSlot(
  ctx: Context,
  link: OwnLink,
  slotId: string,
): Promise<Result<undefined, OwnRefusal>> {
  return withOwn(ctx, link, async (tx, own) => {
    if (!takesPeople(own.intake)) return refuse('closed');
    const slots = await slotsOf(tx.db, own.intake.crisisId);
    if (!otherSlots(own, slots, tx.clock.now()).some(({ id }) => id === slotId)) {
      return refuse('full');
    }
    const coming = own.people.filter(({ state }) => MAY_COME.has(state));
    return convene(
      tx,
      own,
      coming,
      coming.map(() => slotId),
      slots,
      'moved',
    );
  });
}

/** After a cancellation or a stop that was lifted: the first time with room, or the waiting list. */
export async function comeBack(
  ctx: Context,
  link: OwnLink,
): Promise<Result<undefined, OwnRefusal>> {
  return withOwn(ctx, link, async (tx, own) => {
    if (!takesPeople(own.intake)) return refuse('closed');
    const gone = own.people.filter(({ state }) => state === 'withdrawn' || state === 'released');
    if (gone.length === 0) return refuse('transition_not_allowed');
    const slots = await slotsOf(tx.db, own.intake.crisisId);
    const [seats] = allot(slots, [partyOf(gone)], tx.clock.now());
    return convene(tx, own, gone, seats, slots, 'convened');
  });
}

async function convene(
  tx: Context,
  own: Own,
  people: readonly WalkUp[],
  seats: readonly string[] | undefined,
  slots: readonly IntakeSlot[],
  kind: 'moved' | 'convened',
): Promise<Result<undefined, OwnRefusal>> {
  const moved = await moveWalkUps(
    tx,
    own.intake.crisisId,
    people.map((walkUp, index) => ({
      walkUp,
      event: seats ? 'convene' : 'queue',
      slotId: seats?.[index],
    })),
  );
  if (!moved.ok) return moved;
  await forgetNotices(tx, people);
  await sendWalkUpNotices(tx, own.intake, slots, [
    { kind: seats ? kind : 'waiting', people: moved.value },
  ]);
  // What they leave may be what others wait for.
  await conveneWaiting(tx, own.intake);
  return ok();
}

/** Those who have not come yet no longer will; their places go to those who wait. */
export async function cancelOwn(
  ctx: Context,
  link: OwnLink,
): Promise<Result<undefined, OwnRefusal>> {
  return withOwn(ctx, link, withdraw);
}

async function withdraw(tx: Context, own: Own): Promise<Result<undefined, OwnRefusal>> {
  const people = own.people.filter(({ state }) => TO_COME.has(state));
  const moved = await moveWalkUps(
    tx,
    own.intake.crisisId,
    people.map((walkUp) => ({ walkUp, event: 'withdraw' })),
  );
  if (!moved.ok) return moved;
  await forgetNotices(tx, people);
  await conveneWaiting(tx, own.intake);
  return ok();
}

/** Read alone, on one's own page. */
export async function acknowledgeOwn(ctx: Context, link: OwnLink, version: number) {
  const own = await ownOfLink(ctx, link);
  if (!own) return refuse('not_found' as const);
  return acknowledgeBriefing(ctx, undefined, {
    crisisId: own.intake.crisisId,
    personKind: 'walk_up',
    personIds: [own.leader.id],
    version,
  });
}

/** Gone, and unknown from now on. Not for somebody who is there: they must be found in an emergency. */
export async function eraseOwn(
  ctx: Context,
  link: OwnLink,
): Promise<Result<undefined, OwnRefusal>> {
  return withOwn(ctx, link, async (tx, own) => {
    if (own.people.some(({ state }) => isThere(state))) return refuse('transition_not_allowed');
    const done = await withdraw(tx, own);
    if (!done.ok) return done;
    await eraseWalkUps(tx.db, [own.leader], tx.clock.now());
    return ok();
  });
}

async function withOwn(
  ctx: Context,
  link: OwnLink,
  act: (tx: Context, own: Own) => Promise<Result<undefined, OwnRefusal>>,
): Promise<Result<undefined, OwnRefusal>> {
  return transaction(ctx, async (tx) => {
    const seen = await ownOfLink(tx, link);
    const intake = seen && (await lockIntake(tx.db, seen.intake.crisisId));
    // Read again under the lock: an agent may have just changed it.
    const own = intake && (await ownOfLink(tx, link));
    return own ? act(tx, { ...own, intake }) : refuse('not_found');
  });
}

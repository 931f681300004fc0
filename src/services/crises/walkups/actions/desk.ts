import { type Context, transaction } from '#platform/context.ts';
import { plainText } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  isThere,
  type Refusal,
  step,
  TERMS_VERSION,
  UNKNOWN,
  type WalkUpEvent,
} from '../../domain/walk-up.ts';
import { mayOnCrisis } from '../../policy.ts';
import { crisisById } from '../../queries/crises.ts';
import { type IntakeOfCrisis, lockIntake, slotsOf } from '../../queries/intake.ts';
import { announce } from '../../queries/live.ts';
import { sitesOf } from '../../queries/needs.ts';
import {
  groupMembers,
  insertWalkUps,
  maybeSameWalkUps,
  setPair,
  type WalkUp,
  walkUpById,
  walkUpsInStates,
} from '../../queries/walk-ups.ts';
import { writeLog } from '../../situation-log.ts';
import { forgetNotices } from '../notices.ts';
import { acknowledgeBriefing } from './briefing.ts';
import { conveneWaiting } from './convene.ts';
import { moveSeen, recordAtReception } from './presence.ts';
import { peopleOf } from './sign-up.ts';

type Person = Actor & { readonly kind: 'person' };

export type DeskRefusal =
  | 'not_found'
  | 'out_of_territory'
  | 'crisis_over'
  | 'slot_full'
  | 'briefing_missing'
  | 'briefing_changed'
  | 'partner_missing'
  | 'transition_not_allowed';

export interface AtTheDesk {
  readonly firstName: string;
  readonly lastName: string;
  /** E.164 */
  readonly phone: string | null;
  readonly size: number;
  /** Too young to help: recorded with the reason, and sent home. */
  readonly tooYoung: boolean;
  readonly lang: 'fr' | 'en';
  /** The agent has seen those who may be the same person: they are not. */
  readonly isSomebodyElse: boolean;
}

export type Added =
  | { readonly kind: 'added'; readonly walkUp: WalkUp }
  | { readonly kind: 'maybe_same'; readonly people: readonly WalkUp[] };

/** Somebody stands at the desk: in the list at once, or compared with those who look the same. */
export async function addAtDesk(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  input: AtTheDesk,
): Promise<Result<Added, DeskRefusal>> {
  return atDesk<Added>(ctx, actor, crisisId, async (tx, intake, by) => {
    const nameKey = plainText(`${input.lastName} ${input.firstName}`);
    const same = input.isSomebodyElse
      ? []
      : await maybeSameWalkUps(tx.db, crisisId, { phone: input.phone, nameKey });
    if (same.length > 0) return ok({ kind: 'maybe_same', people: same });
    const people = peopleOf(
      tx,
      {
        ...input,
        crisisId,
        commune: null,
        birthDate: null,
        can: [],
        availableFrom: null,
        companions: Array.from({ length: input.size - 1 }, () => ''),
        maySplit: true,
      },
      'desk',
    );
    const arrived = people.map((one) => {
      const next = step(UNKNOWN, 'arrive');
      if (!next.ok) throw new Error('Somebody new can arrive');
      return { ...one, ...next.value, termsVersion: TERMS_VERSION };
    });
    await insertWalkUps(tx.db, arrived);
    await recordAtReception(
      tx,
      intake,
      by,
      people.map(() => 'none'),
      arrived,
    );
    if (input.tooYoung) {
      const refused = await refusePeople(tx, by, intake, arrived, 'too_young');
      if (!refused.ok) return refused;
    }
    await announce(tx.db, crisisId);
    return ok({ kind: 'added', walkUp: arrived[0] as WalkUp });
  });
}

interface Whom {
  readonly crisisId: string;
  readonly id: string;
  readonly wholeGroup: boolean;
}

/** Has arrived, or has left; with their group when asked, as far as it can follow. */
export async function moveAtDesk(
  ctx: Context,
  actor: Actor,
  whom: Whom,
  event: Extract<WalkUpEvent, 'arrive' | 'leave'>,
): Promise<Result<undefined, DeskRefusal>> {
  return atDesk(ctx, actor, whom.crisisId, async (tx, intake, by) => {
    const people = await peopleMeant(tx, whom, (one) => step(one, event).ok);
    if (!people) return refuse('not_found');
    const moved = await moveSeen(
      tx,
      intake,
      by,
      people.map((walkUp) => ({ walkUp, event })),
    );
    if (!moved.ok) return moved;
    await forgetNotices(tx, people);
    if (event === 'leave') await conveneWaiting(tx, intake);
    return ok();
  });
}

/** Not accepted, and recorded with the reason. */
export async function refuseAtDesk(
  ctx: Context,
  actor: Actor,
  whom: Whom,
  reason: Refusal,
): Promise<Result<undefined, DeskRefusal>> {
  return atDesk(ctx, actor, whom.crisisId, async (tx, intake, by) => {
    const people = await peopleMeant(tx, whom, (one) => step(one, 'refuse').ok);
    if (!people) return refuse('not_found');
    const refused = await refusePeople(tx, by, intake, people, reason);
    if (!refused.ok) return refused;
    await forgetNotices(tx, people);
    await conveneWaiting(tx, intake);
    return ok();
  });
}

async function refusePeople(
  tx: Context,
  by: Person,
  intake: IntakeOfCrisis,
  people: readonly WalkUp[],
  refusal: Refusal,
): Promise<Result<undefined, DeskRefusal>> {
  const moved = await moveSeen(
    tx,
    intake,
    by,
    people.map((walkUp) => ({ walkUp, event: 'refuse', refusal })),
  );
  if (!moved.ok) return moved;
  await writeLog(tx, by, intake.crisisId, {
    kind: 'walk_up_refused',
    detail: { people: people.map(({ id }) => id), reason: refusal },
  });
  return ok();
}

/** Both of a pair go; of a group, those who are here, when asked. */
export async function sendToSite(
  ctx: Context,
  actor: Actor,
  whom: Whom & { readonly slotId: string; readonly briefingVersion: number | null },
): Promise<Result<number, DeskRefusal>> {
  const { crisisId, slotId, briefingVersion } = whom;
  if (briefingVersion === null) return refuse('briefing_missing');
  return atDesk(ctx, actor, crisisId, async (tx, intake, by) => {
    const people = await peopleMeant(tx, whom, ({ state }) => isThere(state));
    if (!people) return refuse('not_found');
    // Judged before anything is written: a refusal leaves nothing behind.
    if (people.some((one) => !step(one, 'send').ok)) return refuse('transition_not_allowed');
    const slot = (await slotsOf(tx.db, crisisId)).find(({ id }) => id === slotId);
    if (!slot) return refuse('not_found');
    const needed = people.filter((one) => one.slotId !== slotId).length;
    if (slot.places - slot.taken < needed) return refuse('slot_full');
    const told = await acknowledgeBriefing(tx, actor, {
      crisisId,
      personKind: 'walk_up',
      personIds: people.map(({ id }) => id),
      version: briefingVersion,
    });
    if (!told.ok) return refuse(told.error === 'no_briefing' ? 'briefing_missing' : told.error);
    const moved = await moveSeen(
      tx,
      intake,
      by,
      people.map((walkUp) => ({ walkUp, event: 'send', slotId })),
    );
    if (!moved.ok) return moved;
    const site = (await sitesOf(tx.db, crisisId)).find(({ id }) => id === slot.siteId);
    await writeLog(tx, actor, crisisId, {
      kind: 'walk_ups_sent',
      detail: {
        people: people.map(({ id }) => id),
        site: site?.name ?? '',
        version: briefingVersion,
      },
    });
    // They may have left another slot than the one they go to.
    await conveneWaiting(tx, intake);
    return ok(people.length);
  });
}

/** Two people who are at the reception go together from now on; nobody is in two pairs. */
export async function makePair(
  ctx: Context,
  actor: Actor,
  whom: { readonly crisisId: string; readonly id: string; readonly partnerId: string },
): Promise<Result<undefined, DeskRefusal>> {
  return atDesk(ctx, actor, whom.crisisId, async (tx) => {
    const one = await walkUpById(tx.db, whom.crisisId, whom.id);
    const other = await walkUpById(tx.db, whom.crisisId, whom.partnerId);
    if (!one) return refuse('not_found');
    if (!other || one.id === other.id) return refuse('partner_missing');
    if ([one, other].some((person) => !isThere(person.state) || person.pairId !== null)) {
      return refuse('partner_missing');
    }
    await setPair(tx.db, whom.crisisId, [one.id, other.id], tx.ids.next<'pair'>());
    return ok();
  });
}

export async function undoPair(
  ctx: Context,
  actor: Actor,
  whom: { readonly crisisId: string; readonly id: string },
): Promise<Result<undefined, DeskRefusal>> {
  return atDesk(ctx, actor, whom.crisisId, async (tx) => {
    const pair = await pairOf(tx, whom);
    if (pair.length === 0) return refuse('not_found');
    await setPair(
      tx.db,
      whom.crisisId,
      pair.map(({ id }) => id),
      null,
    );
    return ok();
  });
}

/** The person and their partner; the person alone without one. */
async function pairOf(
  tx: Context,
  { crisisId, id }: { readonly crisisId: string; readonly id: string },
): Promise<WalkUp[]> {
  const one = await walkUpById(tx.db, crisisId, id);
  if (!one) return [];
  if (one.pairId === null) return [one];
  const there = await walkUpsInStates(tx.db, crisisId, ['arrived', 'on_site']);
  return [one, ...there.filter(({ id: other, pairId }) => pairId === one.pairId && other !== id)];
}

/** The person, their partner, and the rest of their group when it is meant and can follow. */
async function peopleMeant(
  tx: Context,
  whom: Whom,
  follows: (one: WalkUp) => boolean,
): Promise<WalkUp[] | undefined> {
  const pair = await pairOf(tx, whom);
  const [first, ...partner] = pair;
  if (!first || first.erasedAt) return undefined;
  const group = whom.wholeGroup ? await groupMembers(tx.db, whom.crisisId, first.groupId) : [];
  const rest = [...partner, ...group].filter(
    (one, index, all) =>
      one.id !== first.id && follows(one) && all.findIndex(({ id }) => id === one.id) === index,
  );
  return [first, ...rest];
}

/** Under the lock of the intake, by somebody of the territory, while the crisis lasts. */
async function atDesk<T>(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  act: (tx: Context, intake: IntakeOfCrisis, by: Person) => Promise<Result<T, DeskRefusal>>,
): Promise<Result<T, DeskRefusal>> {
  // Somebody at the door answers for what they saw.
  if (actor.kind !== 'person') return refuse('out_of_territory');
  return transaction(ctx, async (tx): Promise<Result<T, DeskRefusal>> => {
    const crisis = await crisisById(tx.db, crisisId);
    const intake = await lockIntake(tx.db, crisisId);
    if (!crisis || !intake) return refuse('not_found');
    if (!mayOnCrisis(actor, 'read_roster', crisis)) return refuse('out_of_territory');
    if (intake.crisisStatus === 'closed' || intake.crisisStatus === 'cancelled') {
      return refuse('crisis_over');
    }
    return act(tx, intake, actor);
  });
}

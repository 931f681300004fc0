import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { Result } from '#platform/kernel/result.ts';
import { foldAttendance, type Presence } from '../../domain/attendance.ts';
import { followed, seenAtReception, siteNow } from '../../domain/reception.ts';
import type { WalkUpState } from '../../domain/walk-up.ts';
import { eventsOf, insertEvents, type StoredEvent } from '../../queries/attendance.ts';
import { type IntakeOfCrisis, slotsOf } from '../../queries/intake.ts';
import { type WalkUp, walkUpsByIds } from '../../queries/walk-ups.ts';
import { forgetNotices } from '../notices.ts';
import { conveneWaiting } from './convene.ts';
import { type Move, moveWalkUps } from './moves.ts';

/*
 * One history of presence: the reception writes in it what it sees, as the sites do, and follows what
 * they saw. All of it in the caller's transaction, which holds the lock of the intake.
 */

/** Moves people on at the reception, and keeps that they were seen there. */
export async function moveSeen(
  tx: Context,
  intake: IntakeOfCrisis,
  by: Actor & { readonly kind: 'person' },
  moves: readonly Move[],
): Promise<Result<WalkUp[], 'transition_not_allowed'>> {
  const moved = await moveWalkUps(tx, intake.crisisId, moves);
  if (!moved.ok) return moved;
  const before = moves.map(({ walkUp }) => walkUp.state);
  await recordAtReception(tx, intake, by, before, moved.value);
  return moved;
}

/** `before`: the state of each of these people until now. */
export async function recordAtReception(
  tx: Context,
  intake: IntakeOfCrisis,
  by: Actor & { readonly kind: 'person' },
  before: readonly (WalkUpState | 'none')[],
  people: readonly WalkUp[],
): Promise<void> {
  const { crisisId, receptionSiteId: reception } = intake;
  const now = tx.clock.now();
  const presences = await presencesOfWalkUps(tx, crisisId, people);
  const siteOf = new Map((await slotsOf(tx.db, crisisId)).map(({ id, siteId }) => [id, siteId]));
  const seen = people.flatMap((one, index): StoredEvent[] => {
    const sentTo = one.slotId === null ? undefined : siteOf.get(one.slotId);
    const here = siteNow(presences.get(one.id) ?? []);
    const sighting = seenAtReception(before[index] ?? 'none', one.state, here, {
      reception,
      sentTo,
    });
    return sighting
      ? [
          {
            ...sighting,
            id: tx.ids.next<'attendance'>(),
            personKind: 'walk_up',
            personId: one.id,
            undoes: null,
            at: now,
            clockDoubtful: false,
            deviceAt: now,
            // The device is the server itself.
            deviceId: by.accountId,
            receivedAt: now,
            recordedBy: by.accountId,
            source: 'list',
          },
        ]
      : [];
  });
  await insertEvents(tx.db, crisisId, seen);
}

/** After what the sites saw of these people. */
export async function followSites(
  tx: Context,
  intake: IntakeOfCrisis,
  ids: readonly string[],
): Promise<void> {
  const people = await walkUpsByIds(tx.db, intake.crisisId, ids);
  const presences = await presencesOfWalkUps(tx, intake.crisisId, people);
  const moves = people.flatMap((walkUp): Move[] => {
    const event = followed(walkUp.state, walkUp.updatedAt, presences.get(walkUp.id) ?? []);
    return event ? [{ walkUp, event }] : [];
  });
  if (moves.length === 0) return;
  const moved = await moveWalkUps(tx, intake.crisisId, moves);
  if (!moved.ok) throw new Error('Whoever was seen on a site may arrive, and leave');
  await forgetNotices(tx, moved.value);
  await conveneWaiting(tx, intake);
}

async function presencesOfWalkUps(
  tx: Context,
  crisisId: string,
  people: readonly WalkUp[],
): Promise<ReadonlyMap<string, Presence[]>> {
  const ids = people.map(({ id }) => id);
  return Map.groupBy(
    foldAttendance(await eventsOf(tx.db, crisisId, ids)),
    ({ personId }) => personId,
  );
}

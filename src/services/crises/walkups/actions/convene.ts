import type { Context } from '#platform/context.ts';
import { allot } from '../../domain/slots.ts';
import { type IntakeOfCrisis, slotsOf } from '../../queries/intake.ts';
import { waitingWalkUps } from '../../queries/walk-ups.ts';
import { sendWalkUpNotices } from '../notices.ts';
import { moveWalkUps } from './moves.ts';
import { partyOf, takesPeople } from './sign-up.ts';

/** Parties looked at after each change; the next change goes on. */
const PARTIES = 2_000;
/** They are not at the door: time to read the message and to come. */
const NOTICE_MS = 60 * 60_000;

/**
 * Gives free places to those who wait, in the order in which they came, and writes to them. The caller's
 * transaction holds the lock of the intake.
 */
export async function conveneWaiting(tx: Context, intake: IntakeOfCrisis): Promise<number> {
  if (!takesPeople(intake)) return 0;
  const waiting = await waitingWalkUps(tx.db, intake.crisisId, PARTIES);
  if (waiting.length === 0) return 0;
  const parties = [...Map.groupBy(waiting, ({ groupId }) => groupId).values()];
  const now = tx.clock.now();
  const seats = allot(
    await slotsOf(tx.db, intake.crisisId),
    parties.map(partyOf),
    new Date(now.getTime() + NOTICE_MS),
  );
  const moves = parties.flatMap((people, index) =>
    people.flatMap((walkUp, rank) => {
      const slotId = seats[index]?.[rank];
      return slotId ? [{ walkUp, event: 'convene' as const, slotId }] : [];
    }),
  );
  const moved = await moveWalkUps(tx, intake.crisisId, moves);
  if (!moved.ok) throw new Error('Those who wait can be convened');
  const groups = Map.groupBy(moved.value, ({ groupId }) => groupId);
  await sendWalkUpNotices(
    tx,
    intake,
    await slotsOf(tx.db, intake.crisisId),
    [...groups.values()].map((people) => ({ kind: 'convened', people })),
  );
  return moved.value.length;
}

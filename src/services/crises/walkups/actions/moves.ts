import type { Context } from '#platform/context.ts';
import { ok, type Result } from '#platform/kernel/result.ts';
import {
  type Refusal,
  type Standing,
  seatOf,
  step,
  type WalkUpEvent,
} from '../../domain/walk-up.ts';
import { addTaken } from '../../queries/intake.ts';
import { announce } from '../../queries/live.ts';
import { setWalkUpStates, type WalkUp } from '../../queries/walk-ups.ts';

export interface Move {
  readonly walkUp: WalkUp;
  readonly event: WalkUpEvent;
  readonly slotId?: string | undefined;
  readonly refusal?: Refusal | undefined;
}

/**
 * Moves people on, all or none, in the caller's transaction, which holds the lock of the intake and has
 * seen that the slots have room.
 */
export async function moveWalkUps(
  tx: Context,
  crisisId: string,
  moves: readonly Move[],
): Promise<Result<WalkUp[], 'transition_not_allowed'>> {
  const after: WalkUp[] = [];
  for (const { walkUp, event, slotId, refusal } of moves) {
    const next = step(walkUp, event, { slotId, refusal });
    if (!next.ok) return next;
    after.push({ ...walkUp, ...next.value });
  }
  await setWalkUpStates(tx.db, crisisId, after, tx.clock.now());
  const before = moves.map(({ walkUp }) => walkUp);
  await addTaken(tx.db, crisisId, seatChanges(before, after));
  await announce(tx.db, crisisId);
  return ok(after);
}

/** Places taken and given back, by slot. */
export function seatChanges(
  before: readonly Pick<Standing, 'state' | 'slotId'>[],
  after: readonly Pick<Standing, 'state' | 'slotId'>[],
): Map<string, number> {
  const changes = new Map<string, number>();
  const add = (slot: string | null, count: number) => {
    if (slot !== null) changes.set(slot, (changes.get(slot) ?? 0) + count);
  };
  for (const one of before) add(seatOf(one), -1);
  for (const one of after) add(seatOf(one), 1);
  return changes;
}

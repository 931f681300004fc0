import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import type { ErasedPerson } from '#platform/erasure.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { WALK_UP_KEPT_DAYS } from '../domain/walk-up.ts';
import { lockIntake } from '../queries/intake.ts';
import {
  eraseWalkUps,
  walkUpGroupsEndedBefore,
  walkUpGroupsOf,
} from '../queries/walk-up-erasure.ts';
import { groupMembers } from '../queries/walk-ups.ts';
import { conveneWaiting } from './actions/convene.ts';
import { moveWalkUps } from './actions/moves.ts';
import { forgetNotices } from './notices.ts';

const CHUNK = 500;

/** A person who is erased everywhere: nobody waits for them any more, and nothing says who they were. */
export async function eraseWalkUpsOf(
  tx: Context,
  { phones, volunteerId }: ErasedPerson,
): Promise<void> {
  const groups = await walkUpGroupsOf(tx.db, { phones, volunteerId: volunteerId ?? null });
  for (const { crisisId, groupId } of groups) {
    const intake = await lockIntake(tx.db, crisisId);
    const people = await groupMembers(tx.db, crisisId, groupId);
    await forgetNotices(tx, people);
    const coming = people.filter(({ state }) => state === 'waiting' || state === 'convened');
    await moveWalkUps(
      tx,
      crisisId,
      coming.map((walkUp) => ({ walkUp, event: 'withdraw' })),
    );
    if (intake) await conveneWaiting(tx, intake);
  }
  await eraseWalkUps(tx.db, groups, tx.clock.now());
}

/** Every night: those of crises that ended long enough ago. Returns how many groups. */
export async function eraseOldWalkUps(ctx: Context): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - WALK_UP_KEPT_DAYS * 86_400_000);
  let erased = 0;
  for (;;) {
    const groups = await walkUpGroupsEndedBefore(ctx.db, before, CHUNK);
    if (groups.length === 0) return erased;
    await transaction(ctx, (tx) => eraseWalkUps(tx.db, groups, tx.clock.now()));
    erased += groups.length;
  }
}

export const eraseWalkUpsJob = defineJob({
  name: 'crises.erase_walk_ups',
  schema: z.object({}),
  cron: '40 3 * * *',
  run: async (ctx) => {
    await eraseOldWalkUps(ctx);
  },
});

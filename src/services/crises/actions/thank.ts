import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob, enqueue } from '#platform/jobs/index.ts';
import { sendNotice } from '../call-messages.ts';
import { THANKS, thanksOf } from '../domain/thanks.ts';
import { presencesOf } from '../queries/attendance.ts';
import { crisisById } from '../queries/crises.ts';
import { needFacts } from '../queries/need-facts.ts';
import { reportRows } from '../queries/report.ts';
import { markThanked } from '../queries/thanks.ts';
import { writeLog } from '../situation-log.ts';

/** Devices without network have brought their arrivals by then. */
const SETTLED_MS = 24 * 3_600_000;

/** Thanks each volunteer of a crisis that is over, once, for the best of what they were in it. */
export async function thankPeople(ctx: Context, crisisId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const crisis = await crisisById(tx.db, crisisId);
    if (crisis?.status !== 'closed' || !crisis.closedAt) return;
    const { needs, places, replies } = await reportRows(tx.db, crisisId);
    const [first] = needs;
    if (!first) return;
    const presences = await presencesOf(tx.db, crisisId);
    const settled = tx.clock.now().getTime() >= crisis.closedAt.getTime() + SETTLED_MS;
    const cases = thanksOf({ needs, places, replies, presences }, crisis.closedAt, settled);
    const fresh = await markThanked(tx.db, crisisId, cases, tx.clock.now());
    if (fresh.size === 0) return;
    // Of the need, only what is the same in the whole crisis is said.
    const facts = await needFacts(tx.db, { crisisId, needId: first.id });
    const counts: Record<string, number> = {};
    for (const one of THANKS) {
      const people = [...fresh].filter((id) => cases.get(id) === one);
      await sendNotice(tx, facts, `thanks_${one}`, people, { oncePerCrisis: 'thanks' });
      counts[one] = people.length;
    }
    await writeLog(tx, { kind: 'system', name: 'thanks' }, crisisId, {
      kind: 'people_thanked',
      detail: counts,
    });
  });
}

export const thankJob = defineJob({
  name: 'crises.thank',
  schema: z.object({ crisisId: z.uuid() }),
  run: (ctx, { crisisId }) => thankPeople(ctx, crisisId),
});

/** At once, and again when those whose arrival was not known yet are. */
export async function thankLater(tx: Context, crisisId: string): Promise<void> {
  await enqueue(tx, thankJob, { crisisId });
  const startAfter = new Date(tx.clock.now().getTime() + SETTLED_MS);
  await enqueue(tx, thankJob, { crisisId }, { startAfter });
}

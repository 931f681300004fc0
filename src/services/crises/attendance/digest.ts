import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { crisesToTell, moveDigest, movementsOf, presencesOf } from '../queries/attendance.ts';
import { writeLog } from '../situation-log.ts';

/** What is received is told this much later: by then its transaction has ended, whatever its length. */
const SETTLED_MS = 60_000;
const PROGRAM = { kind: 'system', name: 'attendance' } as const;

/** Tells arrivals and departures in the situation log, once, in one entry per site. */
export async function tellMovements(ctx: Context): Promise<void> {
  const upTo = new Date(ctx.clock.now().getTime() - SETTLED_MS);
  for (const crisisId of await crisesToTell(ctx.db, upTo)) {
    await transaction(ctx, async (tx) => {
      const before = await moveDigest(tx.db, crisisId, upTo);
      const movements = await movementsOf(tx.db, crisisId, before, upTo);
      const here = (await presencesOf(tx.db, crisisId)).filter(({ to }) => !to);
      const entries = movements
        .filter(({ arrivals, departures }) => arrivals + departures > 0)
        .map(({ siteId, name, arrivals, departures }) => ({
          kind: 'attendance' as const,
          detail: {
            siteId,
            name,
            arrivals,
            departures,
            here: here.filter((one) => one.siteId === siteId).length,
          },
        }));
      await writeLog(tx, PROGRAM, crisisId, ...entries);
    });
  }
}

export const digestJob = defineJob({
  name: 'crises.attendance_digest',
  schema: z.object({}),
  cron: '*/5 * * * *',
  retry: { limit: 0, delay: 1 },
  run: tellMovements,
});

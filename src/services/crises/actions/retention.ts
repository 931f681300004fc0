import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { CRISIS_KEPT_DAYS } from '../domain/retention.ts';
import { anonymiseCrisis, crisesToAnonymise } from '../queries/retention.ts';
import { writeLog } from '../situation-log.ts';

const CHUNK = 100;
const BY = { kind: 'system', name: 'retention' } as const;

/** Cuts the link between crises that ended long enough ago and their people. Returns how many crises. */
export async function forgetPeopleOfOldCrises(ctx: Context): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - CRISIS_KEPT_DAYS * 86_400_000);
  for (let done = 0; ; ) {
    const crises = await crisesToAnonymise(ctx.db, before, CHUNK);
    if (crises.length === 0) return done;
    for (const id of crises) if (await forgetPeopleOf(ctx, id)) done += 1;
  }
}

async function forgetPeopleOf(ctx: Context, crisisId: string): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const people = await anonymiseCrisis(tx.db, crisisId, tx.clock.now());
    if (people === undefined) return false;
    await writeLog(tx, BY, crisisId, { kind: 'people_forgotten', detail: { people } });
    await recordAudit(tx, BY, {
      action: 'crisis.anonymised',
      subject: { kind: 'crisis', id: crisisId },
      detail: { people },
    });
    return true;
  });
}

export const retentionJob = defineJob({
  name: 'crises.forget_people',
  schema: z.object({}),
  cron: '50 3 * * *',
  run: async (ctx) => {
    await forgetPeopleOfOldCrises(ctx);
  },
});

import { type Context, transaction } from '#platform/context.ts';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import { sendNotice } from '../call-messages.ts';
import { markReminded, needsToRemind } from '../queries/assignment.ts';
import { needFacts } from '../queries/need-facts.ts';
import { peopleInState } from '../queries/replies.ts';

/** The evening before, in local time: late enough to be read, early enough to answer. */
const EVENING_MINUTES = 18 * 60;
const EVENING_MS = 3 * 3_600_000;

/** Reminds those expected, once per shift, with their link to the briefing. */
export async function remindThoseExpected(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  for (const need of await needsToRemind(ctx.db, now)) {
    const evening = eveningBefore(need.startsAt, need.timeZone);
    // Who is called during the night has just been told: no reminder on top.
    if (now < evening || now.getTime() > evening.getTime() + EVENING_MS) continue;
    await transaction(ctx, async (tx) => {
      if (!(await markReminded(tx.db, need, now))) return;
      const people = await peopleInState(tx.db, need, ['confirmed']);
      await sendNotice(
        tx,
        await needFacts(tx.db, need),
        'reminder',
        people.map(({ volunteerId }) => volunteerId),
        { expiresAt: need.startsAt },
      );
    });
  }
}

export function eveningBefore(startsAt: Date, timeZone: string): Date {
  return instantOf(addDays(localDate(startsAt, timeZone), -1), EVENING_MINUTES, timeZone);
}

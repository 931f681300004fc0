import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { REMINDER_DAYS, reminderDue } from '../domain/claim.ts';
import { type Claim, claimsUntil, lockClaim, updateClaim } from '../queries/claims.ts';
import { mailBoth } from './claim-mails.ts';
import { move } from './claims.ts';

const CLOCK: Actor = { kind: 'system', name: 'claims' };
const DAY_MS = 86_400_000;

/** Every morning: reminds before each end, and does what an end brings. Runs again without harm. */
export async function followClaims(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + REMINDER_DAYS[0] * DAY_MS);
  for (const { id } of await claimsUntil(ctx.db, until)) {
    await transaction(ctx, async (tx) => {
      const claim = await lockClaim(tx.db, id);
      if (claim) await follow(tx, claim, now);
    });
  }
}

async function follow(tx: Context, claim: Claim, now: Date): Promise<void> {
  const left = daysLeft(claim, now);
  if (left === undefined) return;
  if (left < 0 || (claim.state !== 'accepted' && left === 0)) return end(tx, claim);
  const due = reminderDue(left, claim.reminded);
  if (due === undefined) return;
  await updateClaim(tx.db, claim.id, { reminded: due });
  const key = `reminder:${claim.state}:${claim.dueAt?.getTime() ?? claim.validUntil}:${due}`;
  await mailBoth(tx, claim, key, (m, url) => m.reminder(claim, left, url));
}

/** Whole days until the state ends; 0 on the day itself, for an accepted one its last. */
function daysLeft(claim: Claim, now: Date): number | undefined {
  if (claim.state === 'accepted') {
    if (!claim.validUntil) return undefined;
    return Math.round((Date.parse(claim.validUntil) - Date.parse(localDate(now))) / DAY_MS);
  }
  return claim.dueAt
    ? Math.max(0, Math.ceil((claim.dueAt.getTime() - now.getTime()) / DAY_MS))
    : undefined;
}

async function end(tx: Context, claim: Claim): Promise<void> {
  if (claim.state === 'accepted') {
    // The role ended by its own date; the last word says how to ask again.
    await updateClaim(tx.db, claim.id, { reminded: 0 });
    await mailBoth(tx, claim, `ended:${claim.validUntil}`, (m, url) => m.mandateEnded(claim, url));
    return;
  }
  await move(tx, CLOCK, claim, claim.state === 'owner' ? 'owner_silent' : 'run_out');
}

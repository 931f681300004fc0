import { accountById } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { notify } from '#platform/messaging/index.ts';
import { texts } from '../messages/index.ts';
import { forgetFirstNames, takeReminders, unsaidBookings } from '../queries/bookings.ts';
import { dropOldInvitations } from '../queries/people.ts';
import { whenText } from '../views/visitor.tsx';
import { moveBooking } from './book.ts';

const CLOCK: Actor = { kind: 'system', name: 'spaces.bookings' };
const HOUR_MS = 3_600_000;
/** Hosts mark who came until the next morning. */
const SAID_HOURS = 18;
const FIRST_NAME_HOURS = 48;

/** The day before, to those who booked earlier than that; once. */
export async function remindBookings(ctx: Context): Promise<void> {
  await transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const soon = await takeReminders(tx.db, now, new Date(now.getTime() + 24 * HOUR_MS));
    for (const booking of soon) {
      const account = await accountById(tx.db, booking.accountId as AccountId);
      if (!account?.email) continue;
      const { lang, email } = account;
      await notify(tx, {
        channel: 'email',
        recipient: email,
        purpose: 'account',
        key: `spaces:booking:${booking.id}`,
        lang,
        expiresAt: booking.startsAt,
        ...texts(lang).mail.slotSoon({
          space: booking.spaceName,
          when: whenText(lang, booking),
          post: booking.post,
          link: `${tx.config.publicUrl}/spaces/mine`,
        }),
      });
    }
  });
}

/** What nobody marked lapses; first names and old invitations go. */
export async function closeBookings(ctx: Context): Promise<void> {
  const now = ctx.clock.now().getTime();
  for (const { spaceId, id } of await unsaidBookings(
    ctx.db,
    new Date(now - SAID_HOURS * HOUR_MS),
  )) {
    await moveBooking(ctx, CLOCK, spaceId, id, 'lapse');
  }
  await forgetFirstNames(ctx.db, new Date(now - FIRST_NAME_HOURS * HOUR_MS));
  await dropOldInvitations(ctx.db, new Date(now));
}

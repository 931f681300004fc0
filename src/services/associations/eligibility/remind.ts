import { holdersOfOrganisation } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { addDays, type DateString, localDate } from '#platform/kernel/dates.ts';
import { notify } from '#platform/messaging/index.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { REMINDER_DAYS, type ReminderDays, reminderDue } from '../domain/eligibility/reminder.ts';
import { askerOf } from './mails.ts';
import { eligibilityTexts } from './messages/index.ts';
import { type StoredDecision, selectEnding } from './queries.ts';

/** Every night: those whose entitlement ends soon are told, once for each of the days. */
export async function remindOfEnds(ctx: Context): Promise<void> {
  const today = localDate(ctx.clock.now());
  for (const decision of await selectEnding(ctx.db, today, addDays(today, REMINDER_DAYS[0]))) {
    const { expiresOn } = decision;
    const days = expiresOn === null ? undefined : reminderDue(expiresOn, today);
    if (expiresOn !== null && days) await tellEnding(ctx, decision, expiresOn, days);
  }
}

/** Whoever asked, and whoever acts for the association; somebody who is both is told once. */
async function tellEnding(
  ctx: Context,
  decision: StoredDecision,
  expiresOn: DateString,
  days: ReminderDays,
): Promise<void> {
  const { id, organisationId, organisationName: name } = decision;
  const asker = await askerOf(ctx, decision);
  const now = ctx.clock.now();
  const owners = await holdersOfOrganisation(ctx.db, organisationId, ['association_owner'], now);
  const people = [...owners, ...(asker ? [asker] : [])];
  const langs = new Map(people.map(({ email, lang }) => [email, lang]));
  const link = `${ctx.config.publicUrl}/eligibility?q=${encodeURIComponent(name)}`;
  const lastDay = new Date(`${expiresOn}T12:00:00Z`);
  await notify(
    ctx,
    [...langs].map(([recipient, lang]) => ({
      channel: 'email',
      recipient,
      purpose: 'account',
      // However often the night's work runs.
      key: `eligibility:${id}:ends:${days}`,
      lang,
      ...eligibilityTexts(lang).endingMail(name, writtenTime(lang, lastDay, 'UTC', 'date'), link),
    })),
  );
}

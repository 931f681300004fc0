import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { notify } from '#platform/messaging/index.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { texts } from '../messages/index.ts';
import { contactOf } from '../queries/register.ts';
import type { Volunteer } from '../queries/rows.ts';

type MailTexts = ReturnType<typeof texts>['mail'];

/** Writes to a person about their record; nothing when no address of theirs works. */
export async function mailVolunteer(
  tx: Context,
  volunteer: Volunteer,
  key: string,
  write: (mail: MailTexts, lang: Lang) => { subject: string; text: string },
): Promise<boolean> {
  const { email, emailBouncedAt } = await contactOf(tx.db, volunteer.id);
  if (email === null || emailBouncedAt !== null) return false;
  await notify(tx, {
    channel: 'email',
    recipient: email,
    purpose: 'account',
    key,
    lang: volunteer.lang,
    ...write(texts(volunteer.lang).mail, volunteer.lang),
  });
  return true;
}

export function pageUrl(ctx: Context, path: string): string {
  return `${ctx.config.publicUrl}${path}`;
}

/** "24 novembre 2026" */
export function writtenDay(lang: Lang, day: DateString): string {
  return writtenTime(lang, new Date(`${day}T12:00:00Z`), 'UTC', 'date');
}

/** The group of messages about a person that go to somebody else: erased with the person. */
export function messagesAbout(volunteerId: string): string {
  return `volunteer:${volunteerId}`;
}

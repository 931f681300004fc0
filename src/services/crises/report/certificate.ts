import { type Context, transaction } from '#platform/context.ts';
import { certificatePdf, issue } from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { zoneOfCrisis } from '../crisis-zone.ts';
import type { Crisis } from '../queries/crises.ts';
import { confirmedHoursOf } from '../queries/hours.ts';
import { attendanceCredential, writtenDay } from './credential.ts';
import { hoursText } from './figures.ts';
import { reportTexts } from './messages/index.ts';

/** One person, one crisis, for an employer: the name, the days and the hours, nothing else of her. */
export async function attendanceCertificate(
  ctx: Context,
  lang: Lang,
  crisis: Crisis,
  volunteerId: string,
): Promise<Buffer | undefined> {
  const hours = (await confirmedHoursOf(ctx.db, volunteerId)).find(
    ({ crisisId }) => crisisId === crisis.id,
  );
  const person = (await peopleByIds(ctx, [volunteerId])).get(volunteerId);
  if (!hours || !person) return undefined;
  const m = reportTexts(lang).certificate;
  const caller = crisis.agencies.join(', ') || 'Renfort';
  const name = `${person.firstName} ${person.lastName}`;
  const issued = await transaction(ctx, (tx) =>
    issue(tx, attendanceCredential({ lang, volunteerId, name, caller, hours })),
  );
  const madeOn = localDate(issued.issuedAt, zoneOfCrisis(crisis));
  return certificatePdf(ctx, {
    lang,
    title: m.title,
    author: caller,
    warning: crisis.exercise ? reportTexts(lang).exercise : undefined,
    before: [...(crisis.exercise ? [m.exercise] : []), m.says(caller)],
    holder: name,
    after: [m.took_part(crisis.title)],
    table: {
      columns: [
        { label: m.days, wide: 2 },
        { label: m.hours, numeric: true },
      ],
      rows: [[hours.days.map((day) => writtenDay(lang, day)).join(', '), hoursText(hours.minutes)]],
    },
    closing: [m.purpose, m.made(writtenDay(lang, madeOn))],
    issued,
  });
}

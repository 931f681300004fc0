import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { newPaper } from '#platform/pdf/paper.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { zoneOfCrisis } from '../crisis-zone.ts';
import type { Crisis } from '../queries/crises.ts';
import { confirmedHoursOf } from '../queries/hours.ts';
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
  const now = ctx.clock.now();
  const day = (date: string) => writtenTime(lang, new Date(`${date}T12:00:00Z`), 'UTC', 'date');
  const caller = crisis.agencies.join(', ') || 'Renfort';
  const paper = newPaper({
    title: m.title,
    lang,
    author: caller,
    madeAt: now,
    warning: crisis.exercise ? reportTexts(lang).exercise : undefined,
    foot: reportTexts(lang).page,
  });
  paper.heading(1, m.title);
  if (crisis.exercise) paper.paragraph(m.exercise, true);
  paper.paragraph(m.says(caller));
  paper.paragraph(`${person.firstName} ${person.lastName}`, true);
  paper.paragraph(m.took_part(crisis.title));
  paper.table(
    m.title,
    [
      { label: m.days, wide: 2 },
      { label: m.hours, numeric: true },
    ],
    [[hours.days.map(day).join(', '), hoursText(hours.minutes)]],
  );
  paper.paragraph(m.purpose);
  paper.paragraph(m.made(day(localDate(now, zoneOfCrisis(crisis)))));
  paper.paragraph(m.signature);
  return paper.finish();
}

import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import type { Span } from '../domain/icalendar.ts';

/** "samedi 28 novembre 2026, 14:00 – 16:30", in the time of the mission. */
export function writtenMoment(lang: Lang, { startsAt, endsAt }: Span, timeZone: string): string {
  const isOneDay = localDate(startsAt, timeZone) === localDate(endsAt, timeZone);
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const locale = lang === 'fr' ? 'fr-FR' : 'en-GB';
  const write = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(at);
  const end = write(endsAt, isOneDay ? time : { ...day, ...time });
  return `${write(startsAt, { ...day, timeZone })}, ${write(startsAt, time)}\u00a0–\u00a0${end}`;
}

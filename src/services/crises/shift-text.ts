import type { Lang } from '#platform/i18n/index.ts';
import { DEFAULT_TIME_ZONE, localDate } from '#platform/kernel/dates.ts';

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/** "mardi 24 novembre, 18:00 - 22:00", in the zone of the site; the end has its day when it differs. */
export function shiftText(
  lang: Lang,
  shift: { readonly startsAt: Date; readonly endsAt: Date; readonly timeZone: string },
  style: 'long' | 'short' = 'long',
): string {
  const from = `${dayText(lang, shift.startsAt, shift.timeZone, style)}${style === 'long' ? ', ' : ' '}`;
  const start = sureTimeText(lang, shift.startsAt, shift.timeZone);
  const end = sureTimeText(lang, shift.endsAt, shift.timeZone);
  const sameDay =
    dayText(lang, shift.startsAt, shift.timeZone, style) ===
    dayText(lang, shift.endsAt, shift.timeZone, style);
  const endDay = sameDay ? '' : `${dayText(lang, shift.endsAt, shift.timeZone, 'short')} `;
  return `${from}${start}-${endDay}${end}${style === 'long' ? zoneText(lang, shift.startsAt, shift.timeZone) : ''}`;
}

/** Nothing in mainland France; elsewhere whose time it is. */
export function zoneText(lang: Lang, at: Date, timeZone: string): string {
  if (timeZone === DEFAULT_TIME_ZONE) return '';
  const parts = new Intl.DateTimeFormat(LOCALES[lang], {
    timeZone,
    timeZoneName: 'short',
  }).formatToParts(at);
  return ` (${parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone})`;
}

/** "15:53" today, "mer. 25/11 08:00" on another day. */
export function momentText(lang: Lang, at: Date, now: Date, timeZone: string): string {
  const time = timeText(lang, at, timeZone);
  return localDate(at, timeZone) === localDate(now, timeZone)
    ? time
    : `${dayText(lang, at, timeZone, 'short')} ${time}`;
}

export function timeText(lang: Lang, at: Date, timeZone: string): string {
  return formatter(lang, timeZone, 'time').format(at);
}

const HOUR = 3_600_000;
const SEASONS = {
  fr: { first: 'heure d’été', second: 'heure d’hiver' },
  en: { first: 'summer time', second: 'winter time' },
} as const;

/** A time for people: in the hour that the clock shows twice, the night it goes back, says which. */
export function sureTimeText(lang: Lang, at: Date, timeZone: string): string {
  const time = timeText(lang, at, timeZone);
  const same = (ms: number) => timeText(lang, new Date(at.getTime() + ms), timeZone) === time;
  if (same(HOUR)) return `${time} (${SEASONS[lang].first})`;
  return same(-HOUR) ? `${time} (${SEASONS[lang].second})` : time;
}

export function dayText(
  lang: Lang,
  at: Date,
  timeZone: string,
  style: 'long' | 'short' = 'long',
): string {
  return formatter(lang, timeZone, style).format(at);
}

const OPTIONS = {
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: '2-digit', month: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

// Building a formatter costs 50 microseconds, using it one; a wave writes thousands of messages.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(lang: Lang, timeZone: string, shows: keyof typeof OPTIONS) {
  const key = `${lang} ${shows} ${timeZone}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALES[lang], { timeZone, ...OPTIONS[shows] });
    formatters.set(key, found);
  }
  return found;
}

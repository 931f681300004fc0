import type { Lang } from '#platform/i18n/index.ts';

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/** "mardi 24 novembre, 18:00 - 22:00", in the zone of the site; the end has its day when it differs. */
export function shiftText(
  lang: Lang,
  shift: { readonly startsAt: Date; readonly endsAt: Date; readonly timeZone: string },
  style: 'long' | 'short' = 'long',
): string {
  const from = `${dayText(lang, shift.startsAt, shift.timeZone, style)}${style === 'long' ? ', ' : ' '}`;
  const start = timeText(lang, shift.startsAt, shift.timeZone);
  const end = timeText(lang, shift.endsAt, shift.timeZone);
  const sameDay =
    dayText(lang, shift.startsAt, shift.timeZone, style) ===
    dayText(lang, shift.endsAt, shift.timeZone, style);
  const endDay = sameDay ? '' : `${dayText(lang, shift.endsAt, shift.timeZone, 'short')} `;
  return `${from}${start}-${endDay}${end}`;
}

export function timeText(lang: Lang, at: Date, timeZone: string): string {
  return formatter(lang, timeZone, 'time').format(at);
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

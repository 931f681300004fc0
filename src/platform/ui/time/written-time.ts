import type { Lang } from '../../i18n/index.ts';
import { DEFAULT_TIME_ZONE } from '../../kernel/dates.ts';

export type TimeFormat = 'datetime' | 'date' | 'time' | 'day_time';

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

const PARTS: Readonly<Record<TimeFormat, Intl.DateTimeFormatOptions>> = {
  datetime: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  day_time: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
};

// Building a formatter costs 50 microseconds; a page of 50 rows asks for the same one 100 times.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(lang: Lang, timeZone: string, options: Intl.DateTimeFormatOptions, key: string) {
  const id = `${lang}|${timeZone}|${key}`;
  let found = formatters.get(id);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALES[lang], { timeZone, hourCycle: 'h23', ...options });
    formatters.set(id, found);
  }
  return found;
}

/** "24 novembre 2026 à 09:00"; the zone follows when it is not the one of mainland France. */
export function writtenTime(lang: Lang, at: Date, timeZone: string, format: TimeFormat): string {
  const text = formatter(lang, timeZone, PARTS[format], format).format(at);
  if (timeZone === DEFAULT_TIME_ZONE || format === 'date') return text;
  return `${text} (${zoneName(lang, at, timeZone)})`;
}

/** Everything, for a title: "mardi 24 novembre 2026 à 09:00:00 UTC+1". */
export function fullTime(lang: Lang, at: Date, timeZone: string): string {
  const options = { dateStyle: 'full', timeStyle: 'long' } as const;
  return formatter(lang, timeZone, options, 'full').format(at);
}

function zoneName(lang: Lang, at: Date, timeZone: string): string {
  const options = { timeZoneName: 'short' } as const;
  const parts = formatter(lang, timeZone, options, 'zone').formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

const STEPS = [
  { unit: 'year', seconds: 31_557_600 },
  { unit: 'month', seconds: 2_629_800 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

const RELATIVE = {
  fr: new Intl.RelativeTimeFormat('fr', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
};

/** "il y a 5 minutes", "dans 2 jours", "maintenant" under a minute. */
export function relativeTime(lang: Lang, at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const step of STEPS) {
    if (Math.abs(seconds) >= step.seconds) {
      return RELATIVE[lang].format(Math.trunc(seconds / step.seconds), step.unit);
    }
  }
  return RELATIVE[lang].format(0, 'second');
}

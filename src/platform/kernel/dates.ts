/** A calendar date without time or zone, `YYYY-MM-DD`. */
export type DateString = string;

export const DEFAULT_TIME_ZONE = 'Europe/Paris';

// Building a formatter costs 50 microseconds, using it one.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, shows: 'date' | 'minutes'): Intl.DateTimeFormat {
  const key = `${shows} ${timeZone}`;
  let found = formatters.get(key);
  if (!found) {
    const options: Intl.DateTimeFormatOptions =
      shows === 'date'
        ? { dateStyle: 'short' }
        : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
    found = new Intl.DateTimeFormat('sv-SE', { timeZone, ...options });
    formatters.set(key, found);
  }
  return found;
}

/** The calendar date of an instant in a time zone. */
export function localDate(instant: Date, timeZone: string = DEFAULT_TIME_ZONE): DateString {
  return formatter(timeZone, 'date').format(instant);
}

/** Minutes since local midnight in a time zone, 0 to 1439. */
export function localMinutes(instant: Date, timeZone: string = DEFAULT_TIME_ZONE): number {
  const [hour, minute] = formatter(timeZone, 'minutes').format(instant).split(':').map(Number) as [
    number,
    number,
  ];
  return hour * 60 + minute;
}

export function isDateString(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  );
}

export function addDays(date: DateString, days: number): DateString {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 = Monday ... 7 = Sunday (ISO 8601). */
export function isoWeekday(date: DateString): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Completed years on a date; somebody born on 29 February has their birthday on 1 March. */
export function ageOn(birthDate: DateString, date: DateString): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The instant of a local wall-clock time; a time skipped by the spring change moves forward one hour. */
export function instantOf(
  date: DateString,
  minutes: number,
  timeZone: string = DEFAULT_TIME_ZONE,
): Date {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const offsetAt = (ms: number) => {
    const instant = new Date(ms);
    const local =
      Date.parse(`${localDate(instant, timeZone)}T00:00:00Z`) +
      localMinutes(instant, timeZone) * 60_000;
    return local - Math.floor(ms / 60_000) * 60_000;
  };
  const first = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(first));
}

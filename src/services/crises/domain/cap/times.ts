import { instantOf } from '#platform/kernel/dates.ts';

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * The instant of a CAP dateTime in milliseconds, or `null` when it is not one. CAP wants a numeric
 * offset; `Z`, `-00:00` (both mean UTC), fractions and missing seconds occur and are read. A time
 * without zone is read in `zoneWhenMissing`.
 */
export function capInstant(text: string | null, zoneWhenMissing = 'UTC'): number | null {
  const match = DATE_TIME.exec(text ?? '');
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '00', zone] = match;
  const date = `${year}-${month}-${day}`;
  const utc = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== date) return null;
  if (zone === undefined) {
    if (zoneWhenMissing === 'UTC') return utc;
    const minutes = Number(hour) * 60 + Number(minute);
    return instantOf(date, minutes, zoneWhenMissing).getTime() + Number(second) * 1000;
  }
  if (/^z$/i.test(zone)) return utc;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return utc - (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

export function lacksZone(text: string): boolean {
  return DATE_TIME.exec(text)?.[7] === undefined;
}

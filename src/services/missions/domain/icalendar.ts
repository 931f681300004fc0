import { addDays, type DateString, localDate, localMinutes } from '#platform/kernel/dates.ts';

/** One entry of a calendar. With `day`, of the whole day; else from an instant to another. */
export interface CalendarEvent {
  /** The same for ever, whatever changes. */
  readonly uid: string;
  /** Grows with each change. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly cancelled: boolean;
  readonly when:
    | { readonly day: DateString }
    | { readonly startsAt: Date; readonly endsAt: Date; readonly timeZone: string };
  readonly title: string;
  readonly place: string;
  readonly link: string;
}

/** A calendar as RFC 5545 wants it: UTF-8, lines of 75 octets, each zone with its own changes of hour. */
export function icalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Renfort//Missions//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...zonesOf(events).flatMap(zoneLines),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(event: CalendarEvent): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...whenLines(event.when),
    `SUMMARY:${escaped(event.title)}`,
    ...(event.place ? [`LOCATION:${escaped(event.place)}`] : []),
    `URL:${event.link}`,
    `DESCRIPTION:${escaped(event.link)}`,
    'END:VEVENT',
  ];
}

function whenLines(when: CalendarEvent['when']): readonly string[] {
  if ('day' in when) {
    // The end is the first day that is no longer part of it.
    return [
      `DTSTART;VALUE=DATE:${compact(when.day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(when.day, 1))}`,
    ];
  }
  const { startsAt, endsAt, timeZone } = when;
  return [
    `DTSTART;TZID=${timeZone}:${local(startsAt, timeZone)}`,
    `DTEND;TZID=${timeZone}:${local(endsAt, timeZone)}`,
  ];
}

interface Zone {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The zones in use, each with the years in which it is. */
function zonesOf(events: readonly CalendarEvent[]): readonly Zone[] {
  const zones = new Map<string, Zone>();
  for (const { when } of events) {
    if ('day' in when) continue;
    const name = when.timeZone;
    const year = Number(localDate(when.startsAt, name).slice(0, 4));
    const { from, to } = zones.get(name) ?? { from: year, to: year };
    zones.set(name, { name, from: Math.min(from, year), to: Math.max(to, year) });
  }
  return [...zones.values()];
}

/** Every change of hour of the years in use, one by one: right for any zone and any law. */
function zoneLines({ name, from, to }: Zone): readonly string[] {
  const first = Date.UTC(from - 1, 11, 31);
  const before = offsetAt(first, name);
  const changes = changesOf(name, first, Date.UTC(to + 1, 1, 1));
  const standard = Math.min(before, ...changes.map(({ after }) => after));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    ...observance(standard === before, first, before, before),
    ...changes.flatMap(({ at, before: was, after }) =>
      observance(after === standard, at, was, after),
    ),
    'END:VTIMEZONE',
  ];
}

function observance(isStandard: boolean, at: number, before: number, after: number) {
  const kind = isStandard ? 'STANDARD' : 'DAYLIGHT';
  return [
    `BEGIN:${kind}`,
    // Told by the clock that is about to change.
    `DTSTART:${utc(new Date(at + before * 60_000)).slice(0, -1)}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(after)}`,
    `END:${kind}`,
  ];
}

const DAY = 86_400_000;
const MINUTE = 60_000;

function changesOf(zone: string, from: number, to: number) {
  const changes: { readonly at: number; readonly before: number; readonly after: number }[] = [];
  for (let day = from; day < to; day += DAY) {
    const before = offsetAt(day, zone);
    const after = offsetAt(day + DAY, zone);
    if (before === after) continue;
    let [low, high] = [day, day + DAY];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / (2 * MINUTE)) * MINUTE;
      if (offsetAt(middle, zone) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, after });
  }
  return changes;
}

/** Minutes east of Greenwich. */
function offsetAt(ms: number, zone: string): number {
  const at = new Date(ms);
  const shown = Date.parse(`${localDate(at, zone)}T00:00:00Z`) / MINUTE + localMinutes(at, zone);
  return shown - Math.floor(ms / MINUTE);
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

const compact = (day: DateString) => day.replaceAll('-', '');
const utc = (at: Date) => `${at.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '')}Z`;

function local(at: Date, zone: string): string {
  const minutes = localMinutes(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${compact(localDate(at, zone))}T${two(Math.floor(minutes / 60))}${two(minutes % 60)}00`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n?|\n/g, '\\n');
}

const LINE_OCTETS = 75;
const UTF8 = new TextEncoder();

/** Cut between characters, never inside one. */
function folded(line: string): string {
  let [result, width] = ['', 0];
  for (const character of line) {
    const octets = UTF8.encode(character).length;
    if (width + octets > LINE_OCTETS) {
      result += '\r\n ';
      width = 1;
    }
    result += character;
    width += octets;
  }
  return result;
}

/** Somebody's time that is taken. */
export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Two spans that touch do not overlap. */
export function overlaps(a: Span, b: Span): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

export type MeetingReminder = 'day' | 'hour';

/** The reminder of this moment: one day before, then one hour before; never once it has begun. */
export function dueReminder(startsAt: Date, now: Date): MeetingReminder | undefined {
  const left = startsAt.getTime() - now.getTime();
  if (left <= 0 || left > DAY) return undefined;
  return left <= 60 * MINUTE ? 'hour' : 'day';
}

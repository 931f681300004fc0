import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ical from 'ical.js';
import { type CalendarEvent, dueReminder, icalendar, overlaps } from './icalendar.ts';

const event = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'meeting-1@renfort.example',
  sequence: 0,
  changedAt: new Date('2026-11-24T18:00:00Z'),
  cancelled: false,
  when: {
    startsAt: new Date('2026-11-28T13:00:00Z'),
    endsAt: new Date('2026-11-28T15:30:00Z'),
    timeZone: 'Europe/Paris',
  },
  title: 'Collecte',
  place: '',
  link: 'https://renfort.example/missions/1',
  ...change,
});

/** Read by another program, which knows the zones by what the file says of them alone. */
function read(text: string) {
  ical.TimezoneService.reset();
  const calendar = new ical.Component(ical.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ical.TimezoneService.register(zone);
  }
  return calendar.getAllSubcomponents('vevent').map((one) => new ical.Event(one));
}

/** ical.js gives seconds since 1970 for a time whose zone it knows. */
const instant = (time: { toUnixTime(): number }) => time.toUnixTime() * 1000;

const ZONES = [
  'Europe/Paris',
  'America/Miquelon',
  'America/Martinique',
  'Indian/Reunion',
  'Pacific/Noumea',
  'America/Cayenne',
] as const;

test('another program reads the same instants, in every zone, on both sides of a change of hour', () => {
  const day = fc.integer({ min: 0, max: 4 * 366 * 24 * 4 });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), day, (timeZone, quarter) => {
      const startsAt = new Date(Date.UTC(2025, 0, 1) + quarter * 900_000);
      const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
      // The hour that comes twice has one name: RFC 5545 reads it as the first.
      if (isTwice(startsAt, timeZone) || isTwice(endsAt, timeZone)) return;
      const [got] = read(icalendar('Essai', [event({ when: { startsAt, endsAt, timeZone } })]));
      assert.equal(instant(got?.startDate as never), startsAt.getTime(), startsAt.toISOString());
      assert.equal(instant(got?.endDate as never), endsAt.getTime());
    }),
    { numRuns: 100 },
  );
});

function isTwice(at: Date, timeZone: string): boolean {
  const written = (date: Date) => date.toLocaleString('sv-SE', { timeZone });
  return [-1, 1].some(
    (hours) => written(new Date(at.getTime() + hours * 3_600_000)) === written(at),
  );
}

test('times carry the zone of the mission, days do not', () => {
  const text = icalendar('Essai', [event(), event({ uid: 'b', when: { day: '2026-12-31' } })]);
  assert.match(text, /\r\nDTSTART;TZID=Europe\/Paris:20261128T140000\r\n/);
  assert.match(text, /\r\nDTEND;TZID=Europe\/Paris:20261128T163000\r\n/);
  assert.match(text, /\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/);
  assert.equal(text.match(/BEGIN:VTIMEZONE/g)?.length, 1);
});

test('what changes keeps its name, and what is cancelled says so', () => {
  const text = icalendar('Essai', [event({ sequence: 3, cancelled: true })]);
  assert.match(text, /UID:meeting-1@renfort\.example\r\n/);
  assert.match(text, /SEQUENCE:3\r\nSTATUS:CANCELLED\r\n/);
  assert.match(icalendar('Essai', [event()]), /SEQUENCE:0\r\nSTATUS:CONFIRMED\r\n/);
});

test('any title comes back whole, and no line is longer than 75 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (title) => {
      // Controls are no text of a calendar; a lone return is a new line.
      const plain = title.replaceAll(/\p{Cc}/gu, '').trim();
      const text = icalendar('Essai', [event({ title: plain, place: 'a;b,c\\d\ne' })]);
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
      const [got] = read(text);
      assert.equal(got?.summary, plain);
      assert.equal(got?.location, 'a;b,c\\d\ne');
    }),
  );
});

test('a reminder one day before, then one hour before, to the millisecond', () => {
  const start = new Date('2026-11-28T13:00:00Z');
  const before = (ms: number) => dueReminder(start, new Date(start.getTime() - ms));
  const [hour, day] = [3_600_000, 24 * 3_600_000];
  assert.deepEqual([day + 1, day, hour + 1, hour, 1, 0, -1].map(before), [
    undefined,
    'day',
    'day',
    'hour',
    'hour',
    undefined,
    undefined,
  ]);
});

test('two appointments that touch do not overlap', () => {
  const at = (from: number, to: number) => ({ startsAt: new Date(from), endsAt: new Date(to) });
  assert.equal(overlaps(at(0, 10), at(10, 20)), false);
  assert.equal(overlaps(at(0, 11), at(10, 20)), true);
  assert.equal(overlaps(at(12, 13), at(10, 20)), true);
  assert.equal(overlaps(at(20, 21), at(10, 20)), false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluationOf, type VisitRow, yearOf } from './statistics.ts';
import { BANDS, PURPOSES } from './vocabularies.ts';

const row = (month: string, change: Partial<VisitRow> = {}): VisitRow => ({
  month,
  band: '18_25',
  purpose: 'help',
  people: 1,
  groups: 0,
  ...change,
});

test('a year counted by hand', () => {
  const rows = [
    row('2026-01', { people: 12 }),
    row('2026-01', { people: 7, band: '60_plus', purpose: 'workshop', groups: 1 }),
    row('2026-03', { people: 6, band: null, purpose: 'free_use' }),
  ];
  const bookings = [
    { month: '2026-01', booked: 1, arrived: 8, missed: 2, cancelled: 3 },
    { month: '2026-02', booked: 0, arrived: 4, missed: 1, cancelled: 0 },
  ];
  const year = yearOf(2026, rows, bookings, { known: 9, daysOpen: 40 });
  assert.equal(year.visits, 25);
  assert.equal(year.groups, 1);
  assert.deepEqual(
    year.byMonth.slice(0, 3).map(({ visits }) => visits),
    [19, 0, 6],
  );
  assert.equal(year.byMonth.length, 12);
  assert.deepEqual(
    [year.byBand['18_25'], year.byBand['60_plus'], year.byBand.unsaid, year.byBand.under_13],
    [12, 7, 6, 0],
  );
  assert.deepEqual([year.byPurpose.help, year.byPurpose.workshop], [12, 7]);
  assert.deepEqual(year.bookings, { booked: 1, arrived: 12, missed: 3, cancelled: 3 });
});

test('the evaluation withholds what is under five, and what would give it away', () => {
  const rows = [row('2026-01', { people: 40 }), row('2026-01', { people: 3, band: '60_plus' })];
  const lines = new Map(
    evaluationOf(yearOf(2026, rows, [], { known: 4, daysOpen: 2 })).map(({ indicator, value }) => [
      indicator,
      value,
    ]),
  );
  assert.equal(lines.get('visits'), 43);
  assert.equal(lines.get('known_people'), undefined);
  assert.equal(lines.get('band_60_plus'), undefined);
  assert.equal(lines.get('band_18_25'), undefined, 'or 43 minus 40 would tell the three');
  assert.equal(lines.get('days_open'), 2, 'days are not people');
});

test('the parts always make the whole, and no line leaves between one and four', () => {
  const some = fc.record({
    month: fc.integer({ min: 1, max: 12 }).map((n) => `2026-${String(n).padStart(2, '0')}`),
    band: fc.option(fc.constantFrom(...BANDS)),
    purpose: fc.constantFrom(...PURPOSES),
    people: fc.integer({ min: 1, max: 30 }),
    groups: fc.integer({ min: 0, max: 1 }),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 20 }), fc.nat(20), (rows, known) => {
      const year = yearOf(2026, rows, [], { known, daysOpen: 1 });
      for (const part of [
        Object.values(year.byBand),
        Object.values(year.byPurpose),
        year.byMonth.map(({ visits }) => visits),
      ]) {
        assert.equal(
          part.reduce((total, n) => total + n, 0),
          year.visits,
        );
      }
      for (const { indicator, value } of evaluationOf(year)) {
        if (indicator !== 'days_open') assert.ok(value === undefined || value >= 5, indicator);
      }
    }),
  );
});

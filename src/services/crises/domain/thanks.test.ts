import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReportNeed } from './report.ts';
import type { PlaceState } from './states.ts';
import { THANKS, type ThanksRows, thanksOf } from './thanks.ts';

const HOUR = 3_600_000;
const END = new Date('2026-11-25T12:00:00Z');
const at = (hours: number) => new Date(END.getTime() + hours * HOUR);

function need(id: string, over: Partial<ReportNeed> = {}): ReportNeed {
  return {
    id,
    position: 'Accueil',
    siteId: `site ${id}`,
    places: 2,
    startsAt: at(-8),
    endsAt: at(-4),
    timeZone: 'Europe/Paris',
    status: 'closed',
    ...over,
  };
}

const place = (personId: string, needId: string, state: PlaceState) => ({
  personId,
  needId,
  state,
});
const closedYes = (personId: string, needId: string) =>
  ({ personId, needId, answer: 'yes', outcome: 'closed', at: at(-5) }) as const;
const seen = (personId: string, siteId: string) =>
  ({ personKind: 'volunteer', personId, siteId, from: at(-8), to: at(-4) }) as const;

function cases(rows: Partial<ThanksRows>, settled = true) {
  const all = { needs: [need('a'), need('b')], places: [], replies: [], presences: [], ...rows };
  return Object.fromEntries(thanksOf(all, END, settled));
}

test('each case by itself, and nothing for a no', () => {
  assert.deepEqual(
    cases({
      places: [
        place('ana', 'a', 'confirmed'),
        place('bea', 'a', 'released'),
        place('cleo', 'a', 'reserve'),
        place('dora', 'a', 'lapsed'),
        place('eva', 'a', 'declined'),
        place('fay', 'a', 'withdrawn'),
      ],
      replies: [closedYes('gil', 'a')],
    }),
    { ana: 'came', bea: 'reserve', cleo: 'reserve', dora: 'late', gil: 'late' },
  );
});

test('a yes taken back is not thanked for', () => {
  const no = { ...closedYes('ana', 'a'), answer: 'no', outcome: 'declined', at: at(-4) } as const;
  assert.deepEqual(cases({ replies: [no, closedYes('ana', 'a')] }), {});
});

test('where people were checked in, the absent wait until it is settled, then hear nothing', () => {
  const places = [
    place('ana', 'a', 'confirmed'),
    place('bea', 'a', 'confirmed'),
    place('bea', 'b', 'released'),
  ];
  const presences = [seen('ana', 'site a')];
  assert.deepEqual(cases({ places, presences }, false), { ana: 'came' });
  assert.deepEqual(cases({ places, presences }, true), { ana: 'came', bea: 'reserve' });
  assert.deepEqual(cases({ places, presences: [...presences, seen('bea', 'site b')] }, false), {
    ana: 'came',
    bea: 'came',
  });
});

test('whoever was told that the shift is cancelled is not told again', () => {
  const needs = [need('a', { status: 'cancelled' }), need('b')];
  const places = [place('ana', 'a', 'released'), place('bea', 'a', 'released')];
  assert.deepEqual(cases({ needs, places: [...places, place('bea', 'b', 'reserve')] }), {
    bea: 'reserve',
  });
});

test('one message each, and no further need or arrival makes it a lesser one', () => {
  const states: PlaceState[] = [
    'confirmed',
    'reserve',
    'released',
    'lapsed',
    'declined',
    'withdrawn',
  ];
  const somebody = fc.constantFrom('ana', 'bea', 'cleo');
  const places = fc.array(
    fc.tuple(somebody, fc.constantFrom('a', 'b'), fc.constantFrom(...states)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(places, places, fc.array(somebody), (some, more, late) => {
      const rows = (list: typeof some) => ({
        places: list.map((one) => place(...one)),
        replies: late.map((one) => closedYes(one, 'a')),
      });
      const before = cases(rows(some));
      const after = cases(rows([...some, ...more]));
      for (const [person, as] of Object.entries(before)) {
        const now = after[person];
        assert.ok(now && THANKS.indexOf(now) <= THANKS.indexOf(as));
      }
    }),
  );
});

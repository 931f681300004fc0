import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AttendanceEvent, foldAttendance, mergeEvents, type Presence } from './attendance.ts';

const T0 = Date.parse('2026-11-24T08:00:00Z');
const at = (minute: number) => new Date(T0 + minute * 60_000);
let made = 0;
const event = (
  kind: AttendanceEvent['kind'],
  minute: number,
  over: Partial<AttendanceEvent> = {},
): AttendanceEvent => {
  made += 1;
  return {
    id: `event-${made}`,
    personKind: 'volunteer',
    personId: 'ana',
    siteId: 'hall',
    kind,
    undoes: null,
    at: at(minute),
    clockDoubtful: false,
    ...over,
  };
};
/** `[site, from, to, doubts]` in minutes; `-` for somebody still there. */
const short = (events: readonly AttendanceEvent[]) =>
  foldAttendance(events).map(({ siteId, from, to, doubtful = [] }) => {
    const minute = (instant: Date) => (instant.getTime() - T0) / 60_000;
    return [siteId, minute(from), to ? minute(to) : '-', ...doubtful];
  });

test('an arrival and a departure are one presence; without the departure the person is there', () => {
  assert.deepEqual(short([event('in', 0), event('out', 240)]), [['hall', 0, 240]]);
  assert.deepEqual(short([event('in', 0)]), [['hall', 0, '-']]);
  assert.deepEqual(short([event('in', 0), event('out', 60), event('in', 120)]), [
    ['hall', 0, 60],
    ['hall', 120, '-'],
  ]);
});

test('two devices that see one arrival make one presence; long after, somebody should look', () => {
  assert.deepEqual(short([event('in', 0), event('in', 15)]), [['hall', 0, '-']]);
  assert.deepEqual(short([event('in', 0), event('in', 16)]), [['hall', 0, '-', 'in_again']]);
  assert.deepEqual(short([event('in', 0), event('in', 960)]), [['hall', 0, '-', 'in_again']]);
  assert.deepEqual(short([event('in', 0), event('in', 961)]), [
    ['hall', 0, 0, 'no_out'],
    ['hall', 961, '-'],
  ]);
});

test('no departure is lost: the last one counts, contradictions are marked', () => {
  assert.deepEqual(short([event('in', 0), event('out', 60), event('out', 75)]), [['hall', 0, 75]]);
  assert.deepEqual(short([event('in', 0), event('out', 60), event('out', 76)]), [
    ['hall', 0, 76, 'outs_differ'],
  ]);
  assert.deepEqual(short([event('in', 0), event('out', 60), event('out', 181)]), [
    ['hall', 0, 60],
    ['hall', 181, 181, 'no_in'],
  ]);
  assert.deepEqual(short([event('out', 60)]), [['hall', 60, 60, 'no_in']]);
});

test('at two sites: the last sighting tells where the person is', () => {
  const there = { siteId: 'school' };
  assert.deepEqual(short([event('in', 0), event('in', 90, there)]), [
    ['hall', 0, 90, 'no_out'],
    ['school', 90, '-'],
  ]);
  assert.deepEqual(short([event('in', 0), event('in', 90, there), event('out', 95)]), [
    ['hall', 0, 95],
    ['school', 90, '-'],
  ]);
  assert.deepEqual(short([event('in', 0), event('in', 90, there), event('out', 96)]), [
    ['hall', 0, 96, 'two_sites'],
    ['school', 90, '-', 'two_sites'],
  ]);
  assert.deepEqual(short([event('in', 0), event('out', 90, there)]), [
    ['hall', 0, '-'],
    ['school', 90, 90, 'no_in'],
  ]);
  assert.equal(
    short([event('in', 0), event('in', 0, there)]).filter(([, , to]) => to === '-').length,
    1,
  );
});

test('what was undone does not count, whichever comes first', () => {
  const mistake = event('in', 0);
  const undo = event('undo', 1, { undoes: mistake.id });
  assert.deepEqual(short([mistake, undo]), []);
  assert.deepEqual(short([undo]), []);
  const out = event('out', 60);
  assert.deepEqual(short([undo, event('in', 5), out, mistake]), [['hall', 5, 60]]);
  assert.deepEqual(short([event('in', 5), out, event('undo', 61, { undoes: out.id })]), [
    ['hall', 5, '-'],
  ]);
});

test('a device whose clock could not be put right marks what it saw', () => {
  assert.deepEqual(short([event('in', 0, { clockDoubtful: true }), event('out', 60)]), [
    ['hall', 0, 60, 'clock'],
  ]);
});

const anyEvent = fc.record({
  id: fc.integer({ min: 0, max: 400 }).map((n) => `e${n}`),
  personKind: fc.constantFrom('volunteer' as const, 'walk_up' as const),
  personId: fc.constantFrom('ana', 'bob', 'cleo'),
  siteId: fc.constantFrom('hall', 'school', 'camp'),
  kind: fc.constantFrom('in' as const, 'in' as const, 'out' as const, 'out' as const),
  undoes: fc.constant(null),
  at: fc.integer({ min: 0, max: 3_000 }).map(at),
  clockDoubtful: fc.boolean(),
});
const anyUndo = fc
  .integer({ min: 0, max: 400 })
  .map((n) => event('undo', n, { id: `undo-of-${n}`, undoes: `e${n}` }));
const anySet = fc.array(fc.oneof({ arbitrary: anyEvent, weight: 9 }, anyUndo), { maxLength: 40 });
const RUNS = { numRuns: 2_000 };

test('devices may tell in any order, and twice: merging is commutative, associative, idempotent', () => {
  fc.assert(
    fc.property(anySet, anySet, anySet, (a, b, c) => {
      assert.deepEqual(mergeEvents(a, b), mergeEvents(b, a));
      assert.deepEqual(mergeEvents(mergeEvents(a, b), c), mergeEvents(a, mergeEvents(b, c)));
      assert.deepEqual(mergeEvents(a, a), mergeEvents(a));
      const told = foldAttendance([...a, ...b, ...c]);
      assert.deepEqual(foldAttendance([...c, ...a, ...b, ...a]), told);
      assert.deepEqual(foldAttendance([...a, ...b, ...c].reverse()), told);
    }),
    RUNS,
  );
});

test('every arrival and departure lies in a presence, and nobody is at two places at the end', () => {
  fc.assert(
    fc.property(anySet, (events) => {
      const presences = foldAttendance(events);
      const undone = new Set(events.map(({ undoes }) => undoes));
      for (const one of mergeEvents(events)) {
        if (one.kind === 'undo' || undone.has(one.id)) continue;
        const holding = presences.filter((presence) => holds(presence, one));
        assert.ok(holding.length > 0, `${one.kind} ${one.id} is lost`);
        if (one.kind === 'out') assert.ok(holding.some(({ to }) => to && to >= one.at));
      }
      const open = presences.filter(({ to }) => !to).map((one) => one.personKind + one.personId);
      assert.equal(new Set(open).size, open.length);
      for (const { from, to } of presences) assert.ok(!to || to >= from);
    }),
    RUNS,
  );
});

function holds(presence: Presence, { personKind, personId, siteId, at }: AttendanceEvent): boolean {
  const { from, to } = presence;
  const same = presence.personKind === personKind && presence.personId === personId;
  return same && presence.siteId === siteId && from <= at && (!to || at <= to);
}

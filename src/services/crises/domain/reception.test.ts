import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AttendanceEvent, foldAttendance } from './attendance.ts';
import { followed, type Sighting, seenAtReception, siteNow } from './reception.ts';
import { isThere, type Standing, step, UNKNOWN, type WalkUpEvent } from './walk-up.ts';

const DOOR = 'door';
const MINUTE = 60_000;

/** One person, the reception, and the sites, as time goes by. */
class Day {
  events: AttendanceEvent[] = [];
  standing: Standing | typeof UNKNOWN = UNKNOWN;
  movedAt = new Date(0);
  now = new Date(0);

  get presences() {
    return foldAttendance(this.events);
  }
  #see({ kind, siteId }: Sighting, at = this.now) {
    const id = String(this.events.length).padStart(4, '0');
    this.events.push({
      id,
      personKind: 'walk_up',
      personId: 'p',
      siteId,
      kind,
      undoes: null,
      at,
      clockDoubtful: false,
    });
  }
  #move(event: WalkUpEvent, slotId?: string) {
    const before = this.standing.state;
    const next = step(this.standing, event, { slotId });
    if (!next.ok) return undefined;
    this.standing = next.value;
    this.movedAt = this.now;
    return before;
  }
  wait(minutes: number) {
    this.now = new Date(this.now.getTime() + minutes * MINUTE);
    return this;
  }
  /** A slot of this day bears the name of its site. */
  reception(event: 'arrive' | 'send' | 'leave' | 'refuse', slotId?: string) {
    const before = this.#move(event, slotId);
    if (before === undefined || this.standing.state === 'none') return this;
    const seen = seenAtReception(before, this.standing.state, siteNow(this.presences), {
      reception: DOOR,
      sentTo: this.standing.slotId ?? undefined,
    });
    if (seen) this.#see(seen);
    return this;
  }
  site(kind: 'in' | 'out', siteId: string, at = this.now) {
    if (this.standing.state === 'none') return this;
    this.#see({ kind, siteId }, at);
    const event = followed(this.standing.state, this.movedAt, this.presences);
    if (event) this.#move(event);
    return this;
  }
  get told() {
    return [this.standing.state, siteNow(this.presences)];
  }
}

test('from the door to the way home, one person is at one place at a time, and is not lost on the road', () => {
  const day = new Day().reception('arrive');
  assert.deepEqual(day.told, ['arrived', DOOR]);
  assert.deepEqual(day.wait(10).reception('send', 'quay').told, ['on_site', undefined]);
  assert.deepEqual(day.wait(20).site('in', 'quay').told, ['on_site', 'quay']);
  assert.deepEqual(day.wait(90).site('out', 'quay').told, ['left', undefined]);
  assert.ok(day.presences.every(({ doubtful }) => !doubtful));
  assert.equal(day.presences.length, 2);
});

test('whoever goes straight to a site has arrived; a slot at the reception itself is no departure', () => {
  const straight = new Day().reception('arrive').wait(5).reception('leave').wait(30);
  assert.deepEqual(straight.site('in', 'quay').told, ['arrived', 'quay']);
  const stays = new Day().reception('arrive').wait(5).reception('send', DOOR);
  assert.deepEqual(stays.told, ['on_site', DOOR]);
});

test('said gone at the reception, an arrival on the site told an hour late does not bring them back', () => {
  const day = new Day().reception('arrive').wait(5).reception('send', 'quay');
  const came = day.wait(15).now;
  day.wait(120).reception('leave');
  assert.deepEqual(day.wait(60).site('in', 'quay', came).told, ['left', undefined]);
  const quay = day.presences.find(({ siteId }) => siteId === 'quay');
  assert.deepEqual([quay?.from, quay?.doubtful], [came, undefined]);
});

test('a refusal stands, whatever a device sees; the presence is kept', () => {
  const day = new Day().reception('arrive').wait(5).reception('refuse').wait(5).site('in', 'quay');
  assert.deepEqual(day.told, ['refused', 'quay']);
});

test('whatever happens in whatever order: one place at most, and the reception agrees with the sites', () => {
  const act = fc.oneof(
    fc.constantFrom('arrive', 'leave').map((event) => (day: Day) => day.reception(event)),
    fc
      .constantFrom('quay', 'school', DOOR)
      .map((slot) => (day: Day) => day.reception('send', slot)),
    fc.tuple(fc.constantFrom('in', 'out'), fc.constantFrom('quay', 'school', DOOR)).map(
      ([kind, site]) =>
        (day: Day) =>
          day.site(kind, site),
    ),
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), act)), (acts) => {
      const day = new Day();
      for (const [minutes, doIt] of acts) {
        doIt(day.wait(minutes));
        const open = day.presences.filter(({ to }) => !to);
        const { state } = day.standing;
        seen.add(`${state} ${open.length}`);
        assert.ok(open.length <= 1, 'counted twice');
        if (open.length === 1) assert.ok(isThere(state), `${state}, and yet on a site`);
        if (state === 'arrived') assert.equal(open.length, 1, 'arrived, and nowhere');
      }
    }),
    { numRuns: 2_000 },
  );
  assert.deepEqual(
    [...seen].sort(),
    ['arrived 1', 'left 0', 'none 0', 'on_site 0', 'on_site 1'],
    'every case was met',
  );
});

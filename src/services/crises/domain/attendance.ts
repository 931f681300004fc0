export type PersonKind = 'volunteer' | 'walk_up';

/** What one device saw. The same id is the same event, however often and from wherever it comes. */
export interface AttendanceEvent {
  readonly id: string;
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly siteId: string;
  readonly kind: 'in' | 'out' | 'undo';
  /** The event that an `undo` takes back, which may arrive after it. */
  readonly undoes: string | null;
  readonly at: Date;
  readonly clockDoubtful: boolean;
}

/**
 * Why somebody should look again: seen entering again long after; left more than once; left without
 * having entered; entered elsewhere or again without having left; at two sites at once; a device
 * whose clock was wrong.
 */
export type Doubt = 'in_again' | 'outs_differ' | 'no_in' | 'no_out' | 'two_sites' | 'clock';

export interface Presence {
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly siteId: string;
  readonly from: Date;
  /** Absent: still on the site. */
  readonly to?: Date;
  /** Absent: nothing contradicts it. */
  readonly doubtful?: readonly Doubt[];
}

const MINUTE = 60_000;
/** Two devices that see one arrival or one departure do so within this time. */
export const SAME_MOMENT_MS = 15 * MINUTE;
/** A second departure up to this long after the first belongs to the same presence. */
export const LATE_OUT_MS = 120 * MINUTE;
/** Nobody stays this long: entering again is then another presence. */
export const LONGEST_MS = 16 * 60 * MINUTE;
/** Clocks of two sites differ by this much without anybody noticing. */
export const OVERLAP_MS = 5 * MINUTE;

/** One set of events from several: the union by id, in an order that depends on nothing else. */
export function mergeEvents<E extends AttendanceEvent>(...sets: readonly (readonly E[])[]): E[] {
  const byId = new Map<string, E>();
  for (const event of sets.flat()) {
    const known = byId.get(event.id);
    if (!known || compare(event, known) < 0) byId.set(event.id, event);
  }
  return [...byId.values()].sort(compare);
}

/** Who was where, and when. Every event counts in exactly one presence, or was undone. */
export function foldAttendance(events: readonly AttendanceEvent[]): Presence[] {
  const all = mergeEvents(events);
  const undone = new Set(all.flatMap(({ undoes }) => undoes ?? []));
  const seen = all.filter(({ id, kind }) => kind !== 'undo' && !undone.has(id));
  const byPerson = groupBy(seen, (one) => `${one.personKind} ${one.personId}`);
  return [...byPerson.values()].flatMap(foldPerson);
}

interface Stay {
  readonly first: AttendanceEvent;
  last: AttendanceEvent;
  to: Date | undefined;
  readonly doubts: Set<Doubt>;
}

/** Each site on its own, as its leader saw it; then what the sites say of one another. */
function foldPerson(events: readonly AttendanceEvent[]): Presence[] {
  const bySite = groupBy(events, ({ siteId }) => siteId);
  const stays = [...bySite.values()].flatMap(staysAtOneSite);
  for (const stay of stays) if (!stay.to) endElsewhere(stay, events);
  for (const [index, one] of stays.entries()) {
    for (const other of stays.slice(index + 1)) {
      if (one.first.siteId !== other.first.siteId && overlap(one, other) > OVERLAP_MS) {
        one.doubts.add('two_sites');
        other.doubts.add('two_sites');
      }
    }
  }
  return stays
    .sort((a, b) => compare(a.first, b.first))
    .map(({ first: { personKind, personId, siteId, at: from }, to, doubts }) => ({
      personKind,
      personId,
      siteId,
      from,
      ...(to ? { to } : {}),
      ...(doubts.size > 0 ? { doubtful: [...doubts].sort() } : {}),
    }));
}

function staysAtOneSite(events: readonly AttendanceEvent[]): Stay[] {
  const stays: Stay[] = [];
  for (const event of events) {
    const last = stays.at(-1);
    const stay = event.kind === 'in' ? enter(last, event) : leave(last, event);
    if (event.clockDoubtful) stay.doubts.add('clock');
    if (stay !== last) stays.push(stay);
  }
  return stays;
}

function enter(last: Stay | undefined, event: AttendanceEvent): Stay {
  if (!last || last.to) return begin(event);
  const since = event.at.getTime() - last.last.at.getTime();
  if (since > LONGEST_MS) {
    last.to = last.last.at;
    last.doubts.add('no_out');
    return begin(event);
  }
  if (since > SAME_MOMENT_MS) last.doubts.add('in_again');
  last.last = event;
  return last;
}

function leave(last: Stay | undefined, event: AttendanceEvent): Stay {
  if (last && !last.to) {
    last.last = event;
    last.to = event.at;
    return last;
  }
  const since = last?.to ? event.at.getTime() - last.to.getTime() : Number.POSITIVE_INFINITY;
  if (!last || since > LATE_OUT_MS) {
    const stay = begin(event);
    stay.to = event.at;
    stay.doubts.add('no_in');
    return stay;
  }
  if (since > SAME_MOMENT_MS) last.doubts.add('outs_differ');
  last.last = event;
  last.to = event.at;
  return last;
}

function begin(event: AttendanceEvent): Stay {
  return { first: event, last: event, to: undefined, doubts: new Set() };
}

/**
 * Arrived elsewhere later: they have left, and nobody saw them leave. A departure elsewhere proves
 * nothing: nobody is declared gone from a dangerous place on a doubt.
 */
function endElsewhere(stay: Stay, events: readonly AttendanceEvent[]): void {
  const elsewhere = events.find(
    (event) =>
      event.kind === 'in' && event.siteId !== stay.first.siteId && compare(event, stay.last) > 0,
  );
  if (!elsewhere) return;
  stay.to = elsewhere.at;
  stay.doubts.add('no_out');
}

function overlap(a: Stay, b: Stay): number {
  const end = (stay: Stay) => stay.to?.getTime() ?? Number.POSITIVE_INFINITY;
  return Math.min(end(a), end(b)) - Math.max(a.first.at.getTime(), b.first.at.getTime());
}

/** As `Map.groupBy`, which telephones of before 2024 do not have: devices run this too. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** By time; at one instant somebody enters before they leave. */
function compare(a: AttendanceEvent, b: AttendanceEvent): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    (a.kind === b.kind ? 0 : a.kind === 'in' ? -1 : b.kind === 'in' ? 1 : 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) ||
    (JSON.stringify(a) < JSON.stringify(b) ? -1 : JSON.stringify(a) > JSON.stringify(b) ? 1 : 0)
  );
}

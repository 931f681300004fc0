import { transition } from '#platform/kernel/transitions.ts';
import { HOLDING, PLACE, type PlaceEvent, type PlaceState } from './states.ts';

export type Answer = 'yes' | 'no' | 'never';

/** Counters of one need, read under the lock of its row. */
export interface NeedPlaces {
  readonly places: number;
  readonly confirmed: number;
  readonly offered: number;
  readonly reserve: number;
  readonly nextRank: number;
  /** Open for answers: the need is open, its crisis is active, the shift is not over. */
  readonly open: boolean;
}

export interface Place {
  readonly volunteerId: string;
  readonly state: PlaceState;
  readonly rank: number | null;
}

export interface ReplyToDecide {
  readonly volunteerId: string;
  readonly answer: Answer;
}

/**
 * What the person is told. `busy`: held by another shift at that time. `closed`: the need no longer
 * takes anybody. `released`: the officer no longer counts on this person.
 */
export type Outcome =
  | 'confirmed'
  | 'reserve'
  | 'declined'
  | 'withdrawn'
  | 'busy'
  | 'closed'
  | 'released';

export interface Decision {
  /** One per reply, in the same order. The rank orders the reserve; it is not a position in it. */
  readonly outcomes: readonly { outcome: Outcome; rank: number | null }[];
  /** Places whose row changes, in their final state. */
  readonly changed: readonly Place[];
  /** People of the reserve who are now offered a place. */
  readonly offers: readonly string[];
  readonly need: NeedPlaces;
}

/**
 * Decides a batch of replies to one need in their order of arrival.
 * `known`: places of the people in the batch, and the first of the reserve (at least as many as the
 * batch can free). `busy`: people held elsewhere at the time of this shift.
 */
export function decideReplies(
  need: NeedPlaces,
  known: readonly Place[],
  busy: ReadonlySet<string>,
  batch: readonly ReplyToDecide[],
): Decision {
  const table = placeTable(need, known, busy);
  const outcomes = batch.map((reply) => decideOne(table, busy, reply));
  const offers = promote(table, busy);
  return { outcomes, changed: table.changed(), offers, need: table.counters() };
}

/** Offers every free place to the reserve in its order; people held elsewhere keep their rank. */
export function offerFreePlaces(
  need: NeedPlaces,
  reserve: readonly Place[],
  busy: ReadonlySet<string>,
): Decision {
  return decideReplies(need, reserve, busy, []);
}

/** Takes back offers whose time is over (or people the officer releases), then offers to the next. */
export function vacate(
  need: NeedPlaces,
  known: readonly Place[],
  busy: ReadonlySet<string>,
  volunteerIds: readonly string[],
  event: 'lapse' | 'release',
): Decision {
  const table = placeTable(need, known, busy);
  for (const id of volunteerIds) table.apply(id, event);
  const offers = promote(table, busy);
  return { outcomes: [], changed: table.changed(), offers, need: table.counters() };
}

/** The officer's own distribution: some leave, others get a place; what stays free goes to the reserve. */
export function reassign(
  need: NeedPlaces,
  known: readonly Place[],
  busy: ReadonlySet<string>,
  change: { readonly leaving: readonly string[]; readonly entering: readonly string[] },
): Decision {
  const table = placeTable(need, known, busy);
  for (const id of change.leaving) table.apply(id, 'release');
  for (const id of change.entering) table.apply(id, 'assign');
  const offers = promote(table, busy);
  return { outcomes: [], changed: table.changed(), offers, need: table.counters() };
}

function decideOne(
  table: PlaceTable,
  busy: ReadonlySet<string>,
  { volunteerId, answer }: ReplyToDecide,
): Decision['outcomes'][number] {
  const { state, rank } = table.get(volunteerId);
  const said = (outcome: Outcome, at: number | null = null) => ({ outcome, rank: at });
  if (state === 'released') return said(answer === 'yes' ? 'released' : 'withdrawn');
  if (answer !== 'yes') {
    if (state === 'declined' || state === 'none') {
      table.apply(volunteerId, 'decline');
      return said('declined');
    }
    table.apply(volunteerId, 'withdraw');
    return said('withdrawn');
  }
  if (state === 'confirmed') return said('confirmed', rank);
  if (state === 'reserve') return said('reserve', rank);
  if (!table.open) return said('closed');
  if (busy.has(volunteerId)) return said('busy');
  if (state === 'offered') {
    table.apply(volunteerId, 'accept');
    return said('confirmed', rank);
  }
  if (table.hasRoom()) {
    table.apply(volunteerId, 'hold');
    return said('confirmed', table.get(volunteerId).rank);
  }
  table.apply(volunteerId, 'queue');
  return said('reserve', table.get(volunteerId).rank);
}

function promote(table: PlaceTable, busy: ReadonlySet<string>): string[] {
  const offers: string[] = [];
  for (const id of table.open ? table.waiting() : []) {
    if (table.free() <= 0) break;
    if (busy.has(id)) continue;
    table.apply(id, 'offer');
    offers.push(id);
  }
  return offers;
}

interface PlaceTable {
  readonly open: boolean;
  get(id: string): { state: PlaceState | 'none'; rank: number | null };
  apply(id: string, event: PlaceEvent): void;
  free(): number;
  /** A free place that nobody able to come is before in the reserve. */
  hasRoom(): boolean;
  waiting(): readonly string[];
  changed(): readonly Place[];
  counters(): NeedPlaces;
}

function placeTable(
  need: NeedPlaces,
  known: readonly Place[],
  busy: ReadonlySet<string>,
): PlaceTable {
  const people = new Map(known.map((place) => [place.volunteerId, place]));
  const touched = new Set<string>();
  let { confirmed, offered, reserve, nextRank } = need;
  const free = () => need.places - confirmed - offered;
  const count = (state: PlaceState | 'none', by: 1 | -1) => {
    if (state === 'confirmed') confirmed += by;
    if (state === 'offered') offered += by;
    if (state === 'reserve') reserve += by;
  };
  const waiting = () =>
    [...people.values()]
      .filter(({ state }) => state === 'reserve')
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map(({ volunteerId }) => volunteerId);
  const get = (id: string) => people.get(id) ?? { state: 'none' as const, rank: null };
  return {
    open: need.open,
    get,
    free,
    waiting,
    hasRoom: () => free() > reserve - waiting().filter((id) => busy.has(id)).length,
    apply(id, event) {
      const before = get(id);
      const after = transition(PLACE, before.state, event);
      if (!after.ok || after.value === 'none') return;
      const joins = event === 'assign' && before.rank === null;
      const enters = event === 'hold' || event === 'queue' || joins;
      const rank = enters ? nextRank++ : before.rank;
      count(before.state, -1);
      count(after.value, 1);
      const keeps = HOLDING.has(after.value) || after.value === 'reserve';
      people.set(id, { volunteerId: id, state: after.value, rank: keeps ? rank : null });
      touched.add(id);
    },
    changed: () => [...touched].map((id) => people.get(id) as Place),
    counters: () => ({ ...need, confirmed, offered, reserve, nextRank }),
  };
}

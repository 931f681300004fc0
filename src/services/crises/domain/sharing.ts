import { assign, type Conflict, overlaps, type Shift, type Shortage } from './assignment.ts';

export interface Standing {
  readonly needId: string;
  readonly state: 'confirmed' | 'reserve';
  readonly rank: number;
}

/** Somebody who said yes to one of the needs, or several. */
export interface Candidate {
  readonly id: string;
  readonly standings: readonly Standing[];
  /** Needs that they could serve by what they know, bring and can travel, held nowhere else; how well. */
  readonly fits: ReadonlyMap<string, { readonly preferred: boolean; readonly km: number }>;
}

export interface Move<Need> {
  readonly personId: string;
  /** Where this person is expected at that time now; undefined: in reserve. */
  readonly from: Need | undefined;
  readonly to: Need;
}

export interface Sharing<Need> {
  /** In the order of the needs. */
  readonly moves: readonly Move<Need>[];
  readonly shortages: readonly Shortage<Need>[];
  readonly places: number;
  /** People confirmed before and after the moves. */
  readonly before: number;
  readonly after: number;
  readonly atMost: number;
}

/** What each departure from the present costs; the first outweighs the second, and so on. */
const UNSEAT = 1_000_000_000;
const MOVE = 1_000_000;
const OTHER_RESERVE = 200_000;
const NOT_PREFERRED = 20_000;

/**
 * How to fill more places with those who said yes: people in reserve, and people moved from where they
 * can be replaced. Nobody loses a place, everybody serves within hours that they agreed to, as few as
 * possible are moved, and the reserve of a need comes in its order. Nobody is given two places that
 * `conflict` keeps apart; two shifts that overlap must be among them.
 */
export function shareOut<Need extends Shift>(
  needs: readonly Need[],
  candidates: readonly Candidate[],
  conflict: Conflict<Need>,
): Sharing<Need> {
  const needOf = new Map(needs.map((need) => [need.id, need]));
  const known = (standing: Standing) => needOf.get(standing.needId) as Need;
  const people = candidates.flatMap((person) =>
    isTorn(person, known, conflict)
      ? seatsOf(person).map((seat) => pinnedTo(person, seat))
      : [person],
  );
  const result = assign(people, needs, (person, need) => costOf(person, need, known), conflict);
  const kept = everybodyKeepsAPlace(people, result.assigned, known);
  const before = people.reduce((sum, person) => sum + seatsOf(person).length, 0);
  const moves = !kept
    ? []
    : result.assigned.flatMap(({ person, need }): Move<Need>[] => {
        const confirmed = seatsOf(person).map(known);
        if (confirmed.includes(need)) return [];
        return [
          { personId: person.id, from: confirmed.find((one) => overlaps(one, need)), to: need },
        ];
      });
  return {
    moves,
    shortages: result.shortages,
    places: result.places,
    before,
    after: kept ? result.filled : before,
    atMost: result.atMost,
  };
}

function seatsOf({ standings }: Candidate): readonly Standing[] {
  return standings.filter(({ state }) => state === 'confirmed');
}

/** Expected already at two places that exclude one another. */
function isTorn<Need>(
  person: Candidate,
  needOf: (standing: Standing) => Need,
  conflict: Conflict<Need>,
): boolean {
  const seats = seatsOf(person).map(needOf);
  return seats.some((one, index) => seats.slice(index + 1).some((other) => conflict(one, other)));
}

/** Whoever is torn stays where they are until an officer has settled it; the roster shows it. */
function pinnedTo(person: Candidate, seat: Standing): Candidate {
  return { ...person, standings: [seat], fits: new Map() };
}

function costOf<Need extends Shift>(
  person: Candidate,
  need: Need,
  needOf: (standing: Standing) => Need,
): number | undefined {
  const own = person.standings.find(({ needId }) => needId === need.id);
  // Where somebody is expected they may stay, whatever has changed since: the roster shows conflicts.
  if (own?.state === 'confirmed') return -UNSEAT;
  const fit = person.fits.get(need.id);
  if (!fit) return undefined;
  const agreed = person.standings.some((standing) => {
    const shift = needOf(standing);
    return shift.startsAt <= need.startsAt && need.endsAt <= shift.endsAt;
  });
  if (!agreed) return undefined;
  const seats = seatsOf(person).filter((seat) => overlaps(needOf(seat), need));
  const quality = (fit.preferred ? 0 : NOT_PREFERRED) + Math.min(9_999, Math.round(fit.km));
  // Who holds two seats at that time would lose one of them.
  if (seats.length > 1) return undefined;
  if (seats.length === 1) return MOVE + quality - UNSEAT;
  return own ? Math.min(9_999, own.rank) : OTHER_RESERVE + quality;
}

/** Shifts that overlap in part are not filled all at once: an order that unseats somebody is not offered. */
function everybodyKeepsAPlace<Need extends Shift>(
  candidates: readonly Candidate[],
  assigned: readonly { readonly person: Candidate; readonly need: Need }[],
  needOf: (standing: Standing) => Need,
): boolean {
  const given = Map.groupBy(assigned, ({ person }) => person);
  return candidates.every((person) =>
    seatsOf(person).every((seat) =>
      given.get(person)?.some(({ need }) => overlaps(need, needOf(seat))),
    ),
  );
}

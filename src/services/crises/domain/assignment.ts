/** One position to fill, during one shift. */
export interface Shift {
  readonly id: string;
  readonly places: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A whole number, least first; undefined when this person cannot serve there. */
export type CostOf<Person, Need> = (person: Person, need: Need) => number | undefined;

export interface Assigned<Person, Need> {
  readonly person: Person;
  readonly need: Need;
  readonly cost: number;
}

/**
 * Why places stay empty: `together` are needs that the same people would have to fill (the cut of the
 * flow). However they are shared out, `able` people cannot hold `places` places.
 */
export interface Shortage<Need> {
  readonly need: Need;
  readonly missing: number;
  readonly together: readonly Need[];
  readonly places: number;
  readonly able: number;
}

export interface Assignment<Person, Need> {
  /** In the order of the needs, then of the people. */
  readonly assigned: readonly Assigned<Person, Need>[];
  readonly shortages: readonly Shortage<Need>[];
  readonly places: number;
  readonly filled: number;
  /** Nobody can fill more; equal to `filled` unless shifts exclude one another only in part. */
  readonly atMost: number;
}

/** Two shifts that one person cannot both serve. */
export type Conflict<Need> = (a: Need, b: Need) => boolean;

export function overlaps(a: Shift, b: Shift): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** All of these, each met by any one of its codes; what a person holds includes what it implies. */
export function meets(
  abilities: ReadonlySet<number>,
  required: readonly (readonly number[])[],
): boolean {
  return required.every((anyOf) => anyOf.some((code) => abilities.has(code)));
}

/**
 * The most places that these people can fill, at the least cost: maximum flow of minimum cost over each
 * group of shifts that exclude one another. Several groups that exclude one another in part are NP-hard
 * together (Arkin and Silverberg 1987): they are then filled one after the other, forwards and backwards, the
 * better kept, and `atMost` says what no assignment can beat. Same input, same answer.
 */
export function assign<Person, Need extends Shift>(
  people: readonly Person[],
  needs: readonly Need[],
  costOf: CostOf<Person, Need>,
  conflict: Conflict<Need> = overlaps,
): Assignment<Person, Need> {
  const groups = exclusiveGroups(needs, conflict);
  const alone = groups.map((group) => fill(people, group, costOf));
  const crossing = groups.some((group, index) =>
    groups.some((other, at) => at > index && group.some((a) => other.some((b) => conflict(a, b)))),
  );
  const orders = crossing ? [groups, groups.toReversed()] : [];
  const tries = orders.map((order) => inTurn(people, order, costOf, conflict));
  const best = tries.reduce((a, b) => (filledBy(b) > filledBy(a) ? b : a), tries[0] ?? alone);
  const rankOf = new Map(needs.map((need, index) => [need, index]));
  const inOrder = (need: Need) => rankOf.get(need) as number;
  return {
    assigned: best
      .flatMap(({ assigned }) => assigned)
      .sort((a, b) => inOrder(a.need) - inOrder(b.need)),
    shortages: best
      .flatMap(({ shortages }) => shortages)
      .sort((a, b) => inOrder(a.need) - inOrder(b.need)),
    places: needs.reduce((sum, need) => sum + need.places, 0),
    filled: filledBy(best),
    atMost: filledBy(alone),
  };
}

/** Groups within which any two shifts exclude one another, by their beginnings. */
function exclusiveGroups<Need extends Shift>(
  needs: readonly Need[],
  conflict: Conflict<Need>,
): Need[][] {
  const groups: Need[][] = [];
  const byStart = needs
    .map((need, index) => ({ need, index }))
    .sort((a, b) => a.need.startsAt - b.need.startsAt || a.index - b.index);
  for (const { need } of byStart) {
    const group = groups.find((one) => one.every((other) => conflict(need, other)));
    if (group) group.push(need);
    else groups.push([need]);
  }
  return groups;
}

type Filled<Person, Need> = Pick<Assignment<Person, Need>, 'assigned' | 'shortages'>;

function filledBy(parts: readonly { readonly assigned: readonly unknown[] }[]): number {
  return parts.reduce((sum, { assigned }) => sum + assigned.length, 0);
}

/** Each group with the people whom the groups before left free at that time. */
function inTurn<Person, Need extends Shift>(
  people: readonly Person[],
  groups: readonly (readonly Need[])[],
  costOf: CostOf<Person, Need>,
  conflict: Conflict<Need>,
): Filled<Person, Need>[] {
  const held = new Map<Person, Need[]>();
  return groups.map((group) => {
    const part = fill(people, group, (person, need) =>
      held.get(person)?.some((other) => conflict(need, other)) ? undefined : costOf(person, need),
    );
    for (const { person, need } of part.assigned) {
      held.set(person, [...(held.get(person) ?? []), need]);
    }
    return part;
  });
}

const NOBODY = -1;

/**
 * One shift at most per person: successive shortest paths between the needs (there are few) instead of
 * the people (there are many). A path starts with somebody free and moves people from need to need
 * until one of them takes a free place; each path is the cheapest, so the whole is.
 */
function fill<Person, Need extends Shift>(
  people: readonly Person[],
  needs: readonly Need[],
  costOf: CostOf<Person, Need>,
): Filled<Person, Need> {
  const count = needs.length;
  const costs = needs.map((need) =>
    Float64Array.from(people, (person) => costOf(person, need) ?? Number.POSITIVE_INFINITY),
  );
  const queues = costs.map((row) => freePeople(row));
  const members: Set<number>[] = needs.map(() => new Set());
  const free = new Uint8Array(people.length).fill(1);
  /** moves[i][j]: the cheapest of the people of need i to send to need j. */
  const moves = needs.map(() => new Int32Array(count).fill(NOBODY));
  const prices = needs.map(() => new Float64Array(count).fill(Number.POSITIVE_INFINITY));
  const repriceFrom = (from: number) => {
    const own = costs[from] as Float64Array;
    const who = (moves[from] as Int32Array).fill(NOBODY);
    const price = (prices[from] as Float64Array).fill(Number.POSITIVE_INFINITY);
    for (const person of members[from] as Set<number>) {
      for (let to = 0; to < count; to++) {
        const change = (costs[to] as Float64Array)[person]! - own[person]!;
        // Among equals the first person, so that the answer does not depend on the order of moves.
        if (change < price[to]! || (change === price[to]! && person < who[to]!)) {
          price[to] = change;
          who[to] = person;
        }
      }
    }
  };
  const distance = new Float64Array(count);
  const before = new Int32Array(count);
  for (;;) {
    const first = queues.map((queue) => queue(free));
    for (let need = 0; need < count; need++) {
      const person = first[need] as number;
      distance[need] =
        person === NOBODY ? Number.POSITIVE_INFINITY : (costs[need] as Float64Array)[person]!;
      before[need] = NOBODY;
    }
    shortestPaths(prices, distance, before);
    let end = NOBODY;
    for (let need = 0; need < count; need++) {
      const open = (members[need] as Set<number>).size < (needs[need] as Need).places;
      if (open && distance[need]! < (end === NOBODY ? Number.POSITIVE_INFINITY : distance[end]!)) {
        end = need;
      }
    }
    if (end === NOBODY) break;
    const touched = [end];
    for (let to = end; before[to] !== NOBODY; to = before[to] as number) {
      const from = before[to] as number;
      const mover = (moves[from] as Int32Array)[to] as number;
      (members[from] as Set<number>).delete(mover);
      (members[to] as Set<number>).add(mover);
      touched.push(from);
    }
    const start = touched.at(-1) as number;
    const joining = first[start] as number;
    (members[start] as Set<number>).add(joining);
    free[joining] = 0;
    for (const need of touched) repriceFrom(need);
  }
  return {
    assigned: needs.flatMap((need, index) =>
      [...(members[index] as Set<number>)]
        .sort((a, b) => a - b)
        .map((person) => ({
          person: people[person] as Person,
          need,
          cost: (costs[index] as Float64Array)[person]!,
        })),
    ),
    shortages: shortagesOf(needs, members, moves),
  };
}

/** Gives the cheapest person still free; people who joined never become free again. */
function freePeople(costs: Float64Array): (free: Uint8Array) => number {
  const able: number[] = [];
  for (let person = 0; person < costs.length; person++) {
    if (costs[person]! < Number.POSITIVE_INFINITY) able.push(person);
  }
  able.sort((a, b) => costs[a]! - costs[b]! || a - b);
  let next = 0;
  return (free) => {
    while (next < able.length && !free[able[next]!]) next++;
    return able[next] ?? NOBODY;
  };
}

/** Bellman and Ford: moving somebody may cost less than nothing; no round of moves ever does. */
function shortestPaths(
  prices: readonly Float64Array[],
  distance: Float64Array,
  before: Int32Array,
): void {
  const count = distance.length;
  for (let changed = true, round = 0; changed && round < count; round++) {
    changed = false;
    for (let from = 0; from < count; from++) {
      const reached = distance[from]!;
      if (reached === Number.POSITIVE_INFINITY) continue;
      const row = prices[from] as Float64Array;
      for (let to = 0; to < count; to++) {
        if (reached + row[to]! < distance[to]!) {
          distance[to] = reached + row[to]!;
          before[to] = from;
          changed = true;
        }
      }
    }
  }
}

/** For each need that is short, the needs whose people could serve it, directly or by others moving. */
function shortagesOf<Need extends Shift>(
  needs: readonly Need[],
  members: readonly ReadonlySet<number>[],
  moves: readonly Int32Array[],
): Shortage<Need>[] {
  return needs.flatMap((need, index) => {
    const missing = need.places - (members[index] as ReadonlySet<number>).size;
    if (missing === 0) return [];
    const together = new Set([index]);
    for (const to of together) {
      for (let from = 0; from < needs.length; from++) {
        if ((moves[from] as Int32Array)[to] !== NOBODY) together.add(from);
      }
    }
    const all = [...together].sort((a, b) => a - b);
    return [
      {
        need,
        missing,
        together: all.map((one) => needs[one] as Need),
        places: all.reduce((sum, one) => sum + (needs[one] as Need).places, 0),
        able: all.reduce((sum, one) => sum + (members[one] as ReadonlySet<number>).size, 0),
      },
    ];
  });
}

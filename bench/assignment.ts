// Sharing out 2,000 people among 100 needs: the exact assignment against the rule seen in the field (in
// the order of the needs, the nearest who fits, nobody is moved again), on the same people in the same run.
import { randomInt, seededRandom } from '#platform/kernel/random.ts';
import { assign, meets, overlaps, type Shift } from '#services/crises/index.ts';
import { expand, idOf } from '#services/volunteers/index.ts';
import { printTable } from './parts/table.ts';

interface Need extends Shift {
  readonly required: readonly (readonly number[])[];
  readonly at: number;
}
interface Person {
  readonly abilities: ReadonlySet<number>;
  readonly at: number;
}

const PEOPLE = 2_000;
const NEEDS = 100;
const HOUR = 3_600_000;
/** Share of the people who hold it, what it is worth to hold and what is asked of a need. */
const LADDER = [
  [0.03, 'doctor'],
  [0.1, 'nurse'],
  [0.2, 'pse1'],
  [0.4, 'psc1'],
] as const;
const ASKED = ['nurse', 'care_assistant', 'pse1', 'psc1', 'first_aid', undefined] as const;

function scenario(seed: number, places: number, shifts: 'one' | 'days' | 'crossing') {
  const random = seededRandom(seed);
  const people = Array.from({ length: PEOPLE }, (): Person => {
    const draw = random.next();
    const held = LADDER.find(([share]) => draw < share)?.[1];
    return { abilities: new Set(held ? expand([idOf(held)]) : []), at: random.next() };
  });
  const needs = Array.from({ length: NEEDS }, (_, index): Need => {
    const asked = ASKED[index % ASKED.length];
    const day = shifts === 'one' ? 0 : index % 5;
    const starts = shifts === 'crossing' ? day * 6 : day * 24;
    return {
      id: String(index),
      places,
      required: asked ? [[idOf(asked)]] : [],
      startsAt: starts * HOUR,
      endsAt: (starts + 8) * HOUR,
      at: random.next(),
    };
  });
  // Needs are not written down in the order of their difficulty.
  for (let i = needs.length - 1; i > 0; i--) {
    const j = randomInt(random, i + 1);
    [needs[i], needs[j]] = [needs[j]!, needs[i]!];
  }
  return { people, needs };
}

const costOf = (person: Person, need: Need) =>
  meets(person.abilities, need.required)
    ? Math.round(Math.abs(person.at - need.at) * 1_000)
    : undefined;

function greedy(people: readonly Person[], needs: readonly Need[]) {
  const held = new Map<Person, Need[]>();
  let filled = 0;
  let cost = 0;
  for (const need of needs) {
    const able = people
      .flatMap((person) => {
        const price = costOf(person, need);
        const free = !held.get(person)?.some((other) => overlaps(need, other));
        return price !== undefined && free ? [{ person, price }] : [];
      })
      .sort((a, b) => a.price - b.price)
      .slice(0, need.places);
    for (const { person, price } of able) {
      held.set(person, [...(held.get(person) ?? []), need]);
      filled += 1;
      cost += price;
    }
  }
  return { filled, cost };
}

const rows: (string | number)[][] = [];
for (const [label, places, shifts] of [
  ['one shift, 10 places each', 10, 'one'],
  ['one shift, 20 places each', 20, 'one'],
  ['five days, 40 places each', 40, 'days'],
  ['shifts of 8 h every 6 h, 20 places each', 20, 'crossing'],
] as const) {
  const { people, needs } = scenario(7, places, shifts);
  const simple = greedy(people, needs);
  const began = performance.now();
  const exact = assign(people, needs, costOf);
  const ms = performance.now() - began;
  const cost = exact.assigned.reduce((sum, one) => sum + one.cost, 0);
  rows.push([
    label,
    exact.places,
    simple.filled,
    exact.filled,
    exact.atMost,
    Math.round(simple.cost / simple.filled),
    Math.round(cost / exact.filled),
    Math.round(ms),
  ]);
}
process.stdout.write(`${PEOPLE} people, ${NEEDS} needs\n`);
printTable(
  [
    'case',
    'places',
    'filled, greedy',
    'filled, exact',
    'nobody can more',
    'distance a place, greedy',
    'exact',
    'exact, ms',
  ],
  rows,
);

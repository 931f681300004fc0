// The bank and the people that adaptive engines are compared on: 300 2PL items (a = exp(.3 z), b = z),
// 500 people from N(0, 1), and one number in [0, 1) for each person and item, so that every engine gets
// the same answers.
import { type Bank, bankOf } from '#services/skills/index.ts';

export interface Reference {
  readonly bank: Bank;
  readonly thetas: Float64Array;
  answerOf(person: number, item: number): 0 | 1;
}

const ITEMS = 300;
const PEOPLE = 500;
export const AREAS = 5;

export function reference(seed: number, guess = 0): Reference {
  const next = mulberry32(seed);
  const items = Array.from({ length: ITEMS }, (_, at) => {
    const a = Math.exp(0.3 * normal(next));
    return { id: `i${at + 1}`, a, b: normal(next), c: guess, area: String((at % AREAS) + 1) };
  });
  const thetas = Float64Array.from({ length: PEOPLE }, () => normal(next));
  const draws = Float64Array.from({ length: PEOPLE * ITEMS }, next);
  const bank = bankOf(items);
  if (!bank.ok) throw new Error(bank.error);
  const { a, b, c } = bank.value;
  return {
    bank: bank.value,
    thetas,
    answerOf(person, item) {
      const p = 1 / (1 + Math.exp(-a[item]! * (thetas[person]! - b[item]!)));
      return draws[person * ITEMS + item]! < c[item]! + (1 - c[item]!) * p ? 1 : 0;
    },
  };
}

/** The generator of the published figures, so that they can be found again to the last digit. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(next: () => number): number {
  let u = 0;
  while (u === 0) u = next();
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * next());
}

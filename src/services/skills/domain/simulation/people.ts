import type { Random } from '#platform/kernel/random.ts';
import type { Responses } from '../calibration/responses.ts';
import { logistic } from '../irt/response-model.ts';

/** Abilities of people drawn from a standard normal (Box and Muller). */
export function standardNormal(random: Random, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return radius * Math.cos(2 * Math.PI * random.next());
  });
}

/** What these people would answer, each item left out with the chance `missing`. */
export function simulatedAnswers(
  random: Random,
  thetas: ArrayLike<number>,
  items: readonly { readonly a: number; readonly b: number; readonly c: number }[],
  missing = 0,
): Responses {
  const people = thetas.length;
  const values = new Int8Array(people * items.length);
  for (let at = 0, person = 0; person < people; person++) {
    for (const { a, b, c } of items) {
      const asked = random.next() >= missing;
      const right = random.next() < c + (1 - c) * logistic(a * (thetas[person]! - b));
      values[at++] = asked ? Number(right) : -1;
    }
  }
  return { items: items.map((_, item) => `i${item + 1}`), people, values };
}

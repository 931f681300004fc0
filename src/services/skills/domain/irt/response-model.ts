import type { Bank } from './bank.ts';

/** `1 / (1 + exp(-z))`. */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** `ln(1 + exp(z))` without overflow. */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

export function probability(bank: Bank, item: number, theta: number): number {
  const c = bank.c[item]!;
  return c + (1 - c) * logistic(bank.a[item]! * (theta - bank.b[item]!));
}

/** Natural logarithm of the chance of this answer; exact far from the difficulty too. */
export function logChance(bank: Bank, item: number, theta: number, right: boolean): number {
  const z = bank.a[item]! * (theta - bank.b[item]!);
  const c = bank.c[item]!;
  if (!right) return Math.log1p(-c) - softplus(z);
  return c === 0 ? -softplus(-z) : Math.log(c + (1 - c) * logistic(z));
}

/** Fisher information of one item: `P'^2 / (P Q)`, in 1 / logit^2. */
export function information(bank: Bank, item: number, theta: number): number {
  const a = bank.a[item]!;
  const c = bank.c[item]!;
  const p = logistic(a * (theta - bank.b[item]!));
  // P'^2 / (PQ) with Q = (1 - c)(1 - p), so that nothing is divided by a vanishing Q.
  return ((1 - c) * a * a * p * p * (1 - p)) / (c + (1 - c) * p);
}

/** Where an item tells most: above its difficulty as soon as guessing is possible (Birnbaum, 1968). */
export function mostInformativeTheta(bank: Bank, item: number): number {
  const a = bank.a[item]!;
  return bank.b[item]! + Math.log((1 + Math.sqrt(1 + 8 * bank.c[item]!)) / 2) / a;
}

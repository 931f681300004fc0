/** The only source of chance. `next` gives a number in [0, 1). */
export interface Random {
  next(): number;
  bytes(length: number): Uint8Array;
}

/**
 * A reproducible generator (splitmix32) for simulations, demo data and stored tie-breaks.
 * Never for tokens or keys.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function nextUint32(): number {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }
  return {
    next: () => nextUint32() / 0x1_0000_0000,
    bytes: (length) => Uint8Array.from({ length }, () => nextUint32() & 0xff),
  };
}

/** An integer in [0, bound). */
export function randomInt(random: Random, bound: number): number {
  return Math.floor(random.next() * bound);
}

/** Fisher-Yates on a copy. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = randomInt(random, i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

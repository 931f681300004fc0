import { ok, type Result, refuse } from '#platform/kernel/result.ts';

/** What is known of an item: `P(right) = c + (1 - c) / (1 + exp(-a (theta - b)))`, in logits. */
export interface Item {
  readonly id: string;
  /** Discrimination. */
  readonly a: number;
  /** Difficulty. */
  readonly b: number;
  /** Chance of a right answer without knowing, 0 <= c < 1. */
  readonly c?: number;
  /** Content area that balancing counts. */
  readonly area?: string;
}

/** Items as columns: what the engine reads thousands of times a second. Never changed once made. */
export interface Bank {
  readonly size: number;
  readonly ids: readonly string[];
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  /** Position in `areas`; all zero when the items have no area. */
  readonly area: Int32Array;
  readonly areas: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
}

export type BankError = 'bank_empty' | 'item_twice' | 'item_without_id' | 'parameter_impossible';

/** `detail.item` is the position, from 0, of the item that is refused. */
export function bankOf(items: readonly Item[]): Result<Bank, BankError> {
  if (items.length === 0) return refuse('bank_empty');
  const positions = new Map<string, number>();
  const areas = [...new Set(items.map((item) => item.area ?? ''))];
  const size = items.length;
  const a = new Float64Array(size);
  const b = new Float64Array(size);
  const c = new Float64Array(size);
  const area = new Int32Array(size);
  for (const [at, item] of items.entries()) {
    const guess = item.c ?? 0;
    if (item.id === '') return refuse('item_without_id', { item: at });
    if (positions.has(item.id)) return refuse('item_twice', { item: at, id: item.id });
    if (!Number.isFinite(item.a) || !Number.isFinite(item.b) || !(guess >= 0 && guess < 1)) {
      return refuse('parameter_impossible', { item: at, id: item.id });
    }
    positions.set(item.id, at);
    a[at] = item.a;
    b[at] = item.b;
    c[at] = guess;
    area[at] = areas.indexOf(item.area ?? '');
  }
  const ids = items.map((item) => item.id);
  return ok({ size, ids, a, b, c, area, areas, positions });
}

/** Answers of one person: positions in the bank, and 1 for right, 0 for wrong. */
export interface Answers {
  readonly items: ArrayLike<number>;
  readonly right: ArrayLike<number>;
}

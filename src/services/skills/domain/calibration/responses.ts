/** What people answered, some items not asked of some of them. */
export interface Responses {
  readonly items: readonly string[];
  readonly people: number;
  /** Row by row: 1 right, 0 wrong, -1 not asked. */
  readonly values: Int8Array;
}

/** How often an item was answered, and how often right. */
export interface Tally {
  readonly answered: number;
  readonly right: number;
}

export function tallies({ items, people, values }: Responses): Tally[] {
  const answered = new Int32Array(items.length);
  const right = new Int32Array(items.length);
  for (let at = 0, person = 0; person < people; person++) {
    for (let item = 0; item < items.length; item++, at++) {
      if (values[at]! < 0) continue;
      answered[item]!++;
      right[item]! += values[at]!;
    }
  }
  return items.map((_, item) => ({ answered: answered[item]!, right: right[item]! }));
}

/**
 * The different sets of answers, each with the number of people who gave it. An answer is a cell:
 * `2 item + right`, over the items that are kept.
 */
export interface Patterns {
  readonly count: number;
  readonly cells: Int32Array;
  /** Pattern p has `cells[offsets[p]]` up to `cells[offsets[p + 1]]`. */
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
  /** The pattern of each person, -1 without an answer to an item that is kept. */
  readonly ofPerson: Int32Array;
}

/** `kept`: columns of the responses, in the order of the items of the patterns. */
export function patternsOf(
  { items, people, values }: Responses,
  kept: readonly number[],
): Patterns {
  const known = new Map<string, number>();
  const cells: number[] = [];
  const offsets: number[] = [0];
  const weights: number[] = [];
  const ofPerson = new Int32Array(people).fill(-1);
  for (let person = 0; person < people; person++) {
    const start = person * items.length;
    let key = '';
    const own: number[] = [];
    for (let item = 0; item < kept.length; item++) {
      const value = values[start + kept[item]!]!;
      if (value < 0) continue;
      own.push(2 * item + value);
      key += String.fromCharCode(2 * item + value);
    }
    if (own.length === 0) continue;
    let pattern = known.get(key);
    if (pattern === undefined) {
      pattern = weights.length;
      known.set(key, pattern);
      for (const cell of own) cells.push(cell);
      offsets.push(cells.length);
      weights.push(0);
    }
    weights[pattern]!++;
    ofPerson[person] = pattern;
  }
  return {
    count: weights.length,
    cells: Int32Array.from(cells),
    offsets: Int32Array.from(offsets),
    weights: Float64Array.from(weights),
    ofPerson,
  };
}

/** Fewer people than this could be recognised: the figure is not published. */
export const SMALLEST_PUBLIC_COUNT = 5;

/** Undefined stands for "fewer than five", zero included. */
export function publicCount(count: number, smallest = SMALLEST_PUBLIC_COUNT): number | undefined {
  return count < smallest ? undefined : count;
}

/**
 * A table for everybody: small cells are withheld, and when only one is, the next smallest too, or the
 * total would give it away. The total is of all cells; withheld when small itself.
 */
export function publicTable<Key extends string>(
  cells: Readonly<Record<Key, number>>,
  smallest = SMALLEST_PUBLIC_COUNT,
): {
  readonly cells: Readonly<Record<Key, number | undefined>>;
  readonly total: number | undefined;
} {
  const entries = Object.entries(cells) as [Key, number][];
  const hidden = new Set(entries.filter(([, n]) => n < smallest).map(([key]) => key));
  const isSmall = (keys: ReadonlySet<Key>) =>
    entries.reduce((sum, [key, n]) => sum + (keys.has(key) ? n : 0), 0) < smallest ||
    keys.size === 1;
  const rest = entries.filter(([key]) => !hidden.has(key)).sort((a, b) => a[1] - b[1]);
  while (hidden.size > 0 && isSmall(hidden) && rest.length > 0)
    hidden.add((rest.shift() as [Key, number])[0]);
  const total = entries.reduce((sum, [, n]) => sum + n, 0);
  return {
    cells: Object.fromEntries(
      entries.map(([key, n]) => [key, hidden.has(key) ? undefined : n]),
    ) as Record<Key, number | undefined>,
    total: publicCount(total, smallest),
  };
}

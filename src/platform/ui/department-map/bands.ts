export interface Bands {
  /** 0 for nothing, 1 to 5 from light to dark. */
  readonly band: (value: number) => number;
  readonly ranges: readonly { readonly band: number; readonly from: number; readonly to: number }[];
}

const SHADES = 5;

/** Five shades holding about as many places each; fewer when there are few different values. */
export function bands(values: readonly number[]): Bands {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  const count = Math.min(SHADES, distinct.length);
  const limits: number[] = [];
  for (let i = 0; i < count - 1; i++) {
    const limit = sorted[Math.floor(((i + 1) * sorted.length) / count) - 1]!;
    if (limit > (limits.at(-1) ?? 0)) limits.push(limit);
  }
  // Fewer shades are spread over the five, so that two still differ clearly.
  const shade = (index: number) =>
    limits.length === 0 ? SHADES - 1 : 1 + Math.round((index * (SHADES - 1)) / limits.length);
  const rangeOf = (value: number) => {
    const index = limits.findIndex((limit) => value <= limit);
    return index === -1 ? limits.length : index;
  };
  return {
    band: (value) => (value <= 0 ? 0 : shade(rangeOf(value))),
    ranges: [...limits, Number.POSITIVE_INFINITY]
      .map((_, index) => {
        const inside = sorted.filter((value) => rangeOf(value) === index);
        return { band: shade(index), from: inside[0] ?? 0, to: inside.at(-1) ?? 0 };
      })
      .filter((range) => range.to > 0),
  };
}

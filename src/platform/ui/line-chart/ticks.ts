/** Round values from at most `from` to at least `to`, about `count` steps: 0, 20, 40, 60. */
export function ticks(from: number, to: number, count: number): readonly number[] {
  if (to <= from) return [from, from + 1];
  const rough = (to - from) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step =
    magnitude * ([1, 2, 2.5, 5, 10].find((nice) => nice * magnitude >= rough - 1e-12) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

import { TEXT_LEVELS, type TextLevel } from './answer-key.ts';

/** A text as a level sees it. `typos` compares what `loose` sees. */
export function normalised(text: string, level: TextLevel): string {
  const composed = text.normalize('NFC');
  if (level === 'exact') return composed;
  const spelled = composed
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
  if (level === 'spelling') return spelled;
  return spelled
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/[\p{M}\p{P}\p{S}\s]/gu, '');
}

/** Whether a text is one of those accepted, at this level. */
export function isAccepted(text: string, accepted: readonly string[], level: TextLevel): boolean {
  const seen = normalised(text, level);
  return accepted.some((one) => {
    const expected = normalised(one, level);
    if (seen === expected) return expected !== '' || level === 'exact';
    return level === 'typos' && mistakes(seen, expected) <= Math.floor(expected.length / 5);
  });
}

/** For the author: what each level makes of an answer, and whether it accepts it. */
export function explainLevels(
  text: string,
  accepted: readonly string[],
): readonly { readonly level: TextLevel; readonly seen: string; readonly accepted: boolean }[] {
  return TEXT_LEVELS.map((level) => ({
    level,
    seen: normalised(text, level),
    accepted: isAccepted(text, accepted, level),
  }));
}

/** Letters added, left out, changed, or swapped with their neighbour (Damerau). */
export function mistakes(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  let before: number[] = [];
  let row = Array.from({ length: y.length + 1 }, (_, j) => j);
  for (let i = 1; i <= x.length; i++) {
    const next = [i];
    for (let j = 1; j <= y.length; j++) {
      const change = x[i - 1] === y[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change);
      const swapped = i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[y.length]!;
}

import { ACRONYM_MARK } from './plain-name.ts';

/**
 * Typing errors between two words: letters missing, added, changed or swapped with their neighbour
 * (Damerau-Levenshtein, adjacent swaps). `limit + 1` when there are more than `limit`.
 */
export function typingErrors(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + change,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] as number;
}

/** How many errors are forgiven in a word: none up to three letters, two from eight on. */
export function errorsForgiven(word: string): 0 | 1 | 2 {
  if (word.length <= 3 || /^\d+$/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/** A word that stands in names, and how near it is to a word that was typed: 1 the same, 0 nothing alike. */
export interface Alternative {
  readonly word: string;
  readonly closeness: number;
}

/** What may have been meant by a typed word: itself, initials, a beginning, words near it. */
export function alternativesOf(
  typed: string,
  near: readonly { readonly word: string; readonly names: number }[],
  most = 16,
): readonly Alternative[] {
  const exact: Alternative[] = [{ word: typed, closeness: 1 }];
  if (/^[a-z]{3,8}$/.test(typed)) exact.push({ word: ACRONYM_MARK + typed, closeness: 0.9 });
  const limit = errorsForgiven(typed);
  const others = near
    .filter(({ word }) => word !== typed)
    .map(({ word, names }) => ({ word, names, closeness: closenessOf(typed, word, limit) }))
    .filter(({ closeness }) => closeness > 0)
    .sort((a, b) => b.closeness - a.closeness || b.names - a.names)
    .slice(0, most);
  return [...exact, ...others.map(({ word, closeness }) => ({ word, closeness }))];
}

function closenessOf(typed: string, word: string, limit: number): number {
  const errors = limit === 0 ? 1 : typingErrors(typed, word, limit);
  if (errors <= limit) return 0.95 - 0.15 * errors;
  // A beginning is worth more the more of the word it is.
  return typed.length >= 3 && word.startsWith(typed) ? 0.5 + 0.4 * (typed.length / word.length) : 0;
}

export interface Found {
  readonly nameKey: string;
  readonly words: readonly string[];
  /** Dissolved or gone: after those that live. */
  readonly ended: boolean;
}

/** A typed word with what it may mean; `weight`: how much it tells (rare words tell more). */
export interface TypedWord {
  readonly alternatives: readonly Alternative[];
  readonly weight: number;
}

/** Best first: nearest words, fewest words that were not asked for, the living before the ended. */
export function rank<Row extends Found>(
  typed: readonly TypedWord[],
  queryKey: string,
  rows: readonly Row[],
): Row[] {
  const scores = new Map(rows.map((row) => [row, scoreOf(typed, queryKey, row)]));
  return [...rows].sort(
    (a, b) =>
      (scores.get(b) as number) - (scores.get(a) as number) ||
      (a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : 0),
  );
}

const ENDED = 0.15;
const EXTRA_WORD = 0.02;
const WHOLE_NAME = 0.5;

function scoreOf(typed: readonly TypedWord[], queryKey: string, row: Found): number {
  let score = 0;
  let total = 0;
  for (const { alternatives, weight } of typed) {
    total += weight;
    let best = 0;
    for (const { word, closeness } of alternatives) {
      if (closeness > best && row.words.includes(word)) best = closeness;
    }
    score += weight * best;
  }
  const written = row.words.filter((word) => !word.startsWith(ACRONYM_MARK)).length;
  return (
    score / (total || 1) -
    EXTRA_WORD * Math.max(0, written - typed.length) +
    (row.nameKey === queryKey ? WHOLE_NAME : 0) -
    (row.ended ? ENDED : 0)
  );
}

import { type Context, transaction } from '#platform/context.ts';
import { communeByCode, departmentByCode } from '#platform/geo/index.ts';
import { identifierText, isLegacyNumber, isRna } from '../domain/identifiers.ts';
import { alternativesOf, errorsForgiven, rank, type TypedWord } from '../domain/name-match.ts';
import { organisationId } from '../domain/organisation-id.ts';
import { nameWords, plainName } from '../domain/plain-name.ts';
import { isTheme } from '../domain/themes.ts';
import {
  rnaOfSiren,
  type SearchFilters,
  type SearchRow,
  selectByFilters,
  selectByNumber,
  selectByWords,
  selectNearWords,
  selectWordCounts,
} from '../queries/search.ts';

export interface SearchInput {
  readonly q: string;
  readonly department: string;
  readonly communeCode: string;
  readonly theme: string;
}

export interface SearchResult {
  /** Best first, at most MOST_FOUND. */
  readonly rows: readonly SearchRow[];
  /** There are more than those. */
  readonly more: boolean;
}

/** Nobody turns more pages than this. */
export const MOST_FOUND = 500;
const LONGEST_QUERY = 200;
const MOST_WORDS = 8;
/** With so many that hold every word as typed, words near them are not looked for. */
const ENOUGH = 25;

/** Associations by number, or by the words of their name whatever their order, accents, plurals and typing errors. */
export async function searchAssociations(ctx: Context, input: SearchInput): Promise<SearchResult> {
  const filters: SearchFilters = {
    department: departmentByCode(input.department)?.code ?? '',
    communeCode: communeByCode(input.communeCode)?.code ?? '',
    theme: isTheme(input.theme) ? input.theme : '',
  };
  const q = input.q.slice(0, LONGEST_QUERY);
  const numbered = await byNumber(ctx, q);
  if (numbered.length > 0) return { rows: numbered, more: false };
  const key = plainName(q);
  const words = nameWords(key).slice(0, MOST_WORDS);
  if (words.length === 0) {
    // Signs alone are no name; nothing typed is everybody.
    if (q.trim() !== '') return { rows: [], more: false };
    return bounded(await selectByFilters(ctx.db, filters, MOST_FOUND + 1));
  }
  return transaction(ctx, (tx) => byName(tx, words, key, filters));
}

function bounded(rows: readonly SearchRow[]): SearchResult {
  return { rows: rows.slice(0, MOST_FOUND), more: rows.length > MOST_FOUND };
}

async function byNumber(ctx: Context, q: string): Promise<readonly SearchRow[]> {
  const number = identifierText(q);
  if (number.length < 9 || number.length > 16 || !/\d/.test(number)) return [];
  const isSiren = /^(?:\d{9}|\d{14})$/.test(number);
  const siren = isSiren ? number.slice(0, 9) : '';
  const rna = isRna(number) ? number : (isSiren && (await rnaOfSiren(ctx.db, siren))) || '';
  const legacy = q.replace(/\s/g, '').toUpperCase();
  const ids = [
    rna === '' ? undefined : organisationId('waldec', rna),
    isLegacyNumber(legacy) ? organisationId('legacy', legacy) : undefined,
  ].filter((id) => id !== undefined);
  if (ids.length === 0 && siren === '') return [];
  return selectByNumber(ctx.db, { ids, rna, siren });
}

async function byName(
  tx: Context,
  words: readonly string[],
  key: string,
  filters: SearchFilters,
): Promise<SearchResult> {
  const exact = words.map((word) => alternativesOf(word, []));
  const wordsOf = (alternatives: (typeof exact)[number]) => alternatives.map(({ word }) => word);
  const first = await selectByWords(tx.db, exact.map(wordsOf), filters, key, MOST_FOUND + 1);
  const counts = await selectWordCounts(tx.db, words);
  const weighted = (lists: typeof exact): TypedWord[] =>
    lists.map((alternatives, i) => ({
      alternatives,
      weight: 1 / Math.log2(4 + (counts.get(words[i] as string) ?? 0)),
    }));
  if (first.length >= ENOUGH) {
    return { ...bounded(first), rows: rank(weighted(exact), key, first.slice(0, MOST_FOUND)) };
  }
  const near: typeof exact = [];
  for (const word of words) {
    const likeness = word.length < 8 ? 0.2 : 0.3;
    const found = word.length < 3 ? [] : await selectNearWords(tx.db, word, likeness);
    near.push(alternativesOf(word, errorsForgiven(word) === 0 ? found.slice(0, 12) : found));
  }
  const found = new Map(first.map((row) => [row.id, row]));
  const add = async (lists: typeof exact, limit: number) => {
    for (const row of await selectByWords(tx.db, lists.map(wordsOf), filters, key, limit)) {
      found.set(row.id, row);
    }
  };
  await add(near, MOST_FOUND - found.size);
  if (found.size === 0 && words.length > 1) {
    for (let left = 0; left < words.length; left++) {
      await add(
        near.filter((_, i) => i !== left),
        100,
      );
    }
  }
  return bounded(rank(weighted(near), key, [...found.values()]));
}

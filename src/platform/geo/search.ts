import { plainText } from './plain-text.ts';
import { type Commune, communeAt, communes } from './table.ts';

interface Index {
  readonly plainNames: readonly string[];
  readonly formerNames: readonly (readonly [string, number])[];
}

let index: Index | undefined;

/**
 * Communes by name (any accents, hyphens, St for Saint; former names too), postal code, INSEE code, or
 * name with a postal or department code ("saint-denis 974"). Best first: exact name, beginning, any
 * word; the more populated first within each.
 */
export function searchCommunes(text: string, limit = 10): readonly Commune[] {
  const plain = plainText(text.slice(0, 100));
  if (plain === '') return [];
  const insee = communes().indexByCode.get(text.trim().toUpperCase());
  const found = byName(plain, '');
  const split = /^(.*?) ?\b(2[ab]|\d{2,5})$/.exec(plain);
  if (split && found.size === 0) {
    const [, name, code] = split as unknown as [string, string, string];
    for (const [i, score] of name ? byName(name, code) : byCode(code)) found.set(i, score);
  }
  if (insee !== undefined) found.set(insee, 0);
  const { populations } = communes();
  return [...found]
    .sort(
      ([a, scoreA], [b, scoreB]) =>
        scoreA - scoreB || (populations[b] as number) - (populations[a] as number) || a - b,
    )
    .slice(0, limit)
    .map(([i]) => communeAt(i));
}

/** Index of each matching commune -> rank class, 0 the best. */
function byName(plain: string, code: string): Map<number, number> {
  index ??= buildIndex();
  const found = new Map<number, number>();
  const word = ` ${plain}`;
  for (const [i, name] of index.plainNames.entries()) {
    const at = name.startsWith(plain) ? 0 : name.indexOf(word);
    if (at < 0 || !matchesCode(i, code)) continue;
    found.set(i, isWhole(name, plain) ? 0 : at === 0 ? 1 : 2);
  }
  for (const [name, i] of index.formerNames) {
    if (!name.startsWith(plain) || found.has(i) || !matchesCode(i, code)) continue;
    found.set(i, name === plain ? 1 : 3);
  }
  return found;
}

/** "lyon 3" is the whole of "lyon 3e arrondissement". */
function isWhole(name: string, plain: string): boolean {
  return name === plain || /^(?:er|e)? arrondissement$/.test(name.slice(plain.length));
}

function byCode(code: string): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < communes().count; i++) if (matchesCode(i, code)) found.set(i, 1);
  return found;
}

function matchesCode(i: number, code: string): boolean {
  if (code === '') return true;
  const { postalCodes, departments } = communes();
  return (
    departments[i] === code.toUpperCase() ||
    (postalCodes[i] as readonly string[]).some((postal) => postal.startsWith(code))
  );
}

function buildIndex(): Index {
  const table = communes();
  return {
    plainNames: table.names.map(plainText),
    formerNames: table.formerNames.map(([name, i]) => [plainText(name), i]),
  };
}

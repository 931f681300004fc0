import { plainText } from './plain-text.ts';
import { searchCommunes } from './search.ts';
import { type Commune, communeByCode } from './table.ts';

/**
 * The one commune that a text names: an INSEE code, a name, or a name with its postal code.
 * Undefined when none does, or when several share the name.
 */
export function communeNamed(text: string): Commune | undefined {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  const byCode = /^\d[\dAB]\d{3}$/i.test(wanted) ? communeByCode(wanted.toUpperCase()) : undefined;
  if (byCode) return byCode;
  const postalCode = /\b\d{5}\b/.exec(wanted)?.[0];
  const name = wanted.replace(/\(?\b\d{5}\b\)?/, '').trim();
  const found = searchCommunes(name === '' ? wanted : name, 50).filter(
    (commune) => !postalCode || commune.postalCodes.includes(postalCode),
  );
  const same = found.filter((commune) => plainText(commune.name) === plainText(name));
  const [only, other] = same.length > 0 ? same : found;
  if (!only) return undefined;
  // A large town is meant rather than a hamlet of the same name.
  if (other && same.length > 1 && only.population < 10 * other.population) return undefined;
  return same.length > 0 || found.length === 1 ? only : undefined;
}

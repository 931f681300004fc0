import { type Commune, communeByCode, searchCommunes } from '#platform/geo/index.ts';

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
  const same = found.filter((commune) => plain(commune.name) === plain(name));
  const [only, other] = same.length > 0 ? same : found;
  if (!only) return undefined;
  // A large town is meant rather than a hamlet of the same name.
  if (other && same.length > 1 && only.population < 10 * other.population) return undefined;
  return same.length > 0 || found.length === 1 ? only : undefined;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bst(e?)\b/g, 'saint$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

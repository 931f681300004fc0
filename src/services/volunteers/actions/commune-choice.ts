import { type Commune, communeByCode, plainText, searchCommunes } from '#platform/geo/index.ts';

const CANDIDATES = 8;

export type CommuneChoice =
  | { readonly kind: 'found'; readonly commune: Commune }
  | { readonly kind: 'several'; readonly communes: readonly Commune[] }
  | { readonly kind: 'none' };

/**
 * The commune meant by a text and, on the second round, by the code ticked among the candidates. The
 * code counts only while the text still leads to it: somebody who retypes the name means the name.
 */
export function chooseCommune(text: string, code: string | undefined): CommuneChoice {
  const found = searchCommunes(text, CANDIDATES);
  const ticked = code ? communeByCode(code) : undefined;
  if (ticked && found.some((commune) => commune.code === ticked.code))
    return { kind: 'found', commune: ticked };
  if (found.length === 0) return { kind: 'none' };
  const whole = found.filter((commune) => plainText(communeText(commune)) === plainText(text));
  const named = found.filter((commune) => plainText(commune.name) === plainText(text));
  const [only] = whole.length === 1 ? whole : named.length === 1 ? named : found;
  if (only && (whole.length === 1 || named.length === 1 || found.length === 1))
    return { kind: 'found', commune: only };
  return { kind: 'several', communes: found };
}

/** "Nîmes (30)": what the field shows, and understands when it comes back. */
export function communeText(commune: Commune): string {
  return `${commune.name} (${commune.department})`;
}

export function communeLabel(code: string | null): string {
  const commune = code === null ? undefined : communeByCode(code);
  return commune ? communeText(commune) : '';
}

import { communeByCode } from '#platform/geo/index.ts';

/** A commune as a field shows it and understands it again: its name and a postal code. */
export function communeText(code: string | null): string {
  const commune = communeByCode(code ?? '');
  return commune ? `${commune.name} ${commune.postalCodes[0] ?? ''}`.trim() : '';
}

import { fr1 } from './fr-1.ts';

/**
 * Words are matched in lower case without accents, ’ as ', œ as oe. `unless` is looked for in the same
 * clause (between two ; or .): it tells the look-alikes apart.
 */
export interface LexiconEntry {
  readonly id: string;
  readonly pattern: string;
  /** Without one of these the pattern cannot match: most texts are passed over quickly. */
  readonly needs?: readonly string[];
  readonly unless?: string;
}

export type LexiconId = 'fr-1';

export const LEXICONS: Readonly<Record<LexiconId, readonly LexiconEntry[]>> = { 'fr-1': fr1 };

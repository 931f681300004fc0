import type { DateString } from '#platform/kernel/dates.ts';

/** Agréments de sécurité civile, art. R725-1 of the code de la sécurité intérieure. */
export const AGREMENT_TYPES = ['A', 'B', 'C', 'D'] as const;
export type AgrementType = (typeof AGREMENT_TYPES)[number];

export interface Agrement {
  readonly type: AgrementType;
  /** Null: the whole country. */
  readonly department: string | null;
  readonly validFrom: DateString;
  /** Included. */
  readonly validUntil: DateString;
  readonly reference: string;
}

import { communeByCode } from '#platform/geo/index.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import {
  type ExchangeRefusal,
  exchangeRefusal,
  type JvaRefusal,
  jvaRefusal,
  type QualityHint,
  qualityHints,
} from './domain/quality.ts';
import type { Mission } from './queries/missions.ts';

export interface Checks {
  readonly exchange: ExchangeRefusal | undefined;
  readonly jva: JvaRefusal | undefined;
  readonly hints: readonly QualityHint[];
}

/** What partners would say of a mission today, and what would make it easier to understand. */
export function checksOf(
  mission: Mission,
  association: { readonly name: string; readonly communeCode: string },
  publicUrl: string,
  today: DateString,
): Checks {
  const text = {
    ...mission,
    // What the exchange sends: the association's commune stands for a remote mission's.
    city: communeByCode(mission.communeCode ?? association.communeCode)?.name ?? null,
    organisationName: association.name,
    applicationUrl: `${publicUrl}/missions/${mission.id}`,
  };
  return {
    exchange: exchangeRefusal(text),
    jva: jvaRefusal(text, localDate(mission.createdAt), today),
    hints: qualityHints(text),
  };
}

import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';
import { PURPOSES, type Purpose } from './consent.ts';

export const MERGE_STATES = ['proposed', 'merged', 'refused', 'lapsed'] as const;
export type MergeState = (typeof MERGE_STATES)[number];

export const MERGE_EVENTS = ['accept', 'refuse', 'lapse'] as const;
export type MergeEvent = (typeof MERGE_EVENTS)[number];

export const MERGE_TRANSITIONS: Transitions<MergeState, MergeEvent> = {
  proposed: { accept: 'merged', refuse: 'refused', lapse: 'lapsed' },
  merged: {},
  refused: {},
  lapsed: {},
};

export function nextMergeState(from: MergeState, event: MergeEvent) {
  return transition(MERGE_TRANSITIONS, from, event);
}

/** What tells whether two records are about one person. */
export interface PersonFacts {
  /** Last then first name, lower case without accents. */
  readonly nameKey: string;
  readonly birthDate: string | null;
  readonly communeCode: string | null;
}

/**
 * Whoever proves an address takes over the record that a list had under it, unless it plainly belongs
 * to somebody else of the house: no word of the names in common, or two birth dates.
 */
export function maySamePerson(one: PersonFacts, other: PersonFacts): boolean {
  if (one.birthDate !== null && other.birthDate !== null && one.birthDate !== other.birthDate)
    return false;
  if (one.nameKey === '' || other.nameKey === '') return true;
  const words = (key: string) => new Set(key.split(' ').filter((word) => word !== ''));
  const [smaller, larger] = [words(one.nameKey), words(other.nameKey)].sort(
    (a, b) => a.size - b.size,
  ) as [Set<string>, Set<string>];
  const shared = [...smaller].filter((word) => larger.has(word)).length;
  // A family shares one word of two: the first name must be there too.
  return shared >= Math.min(2, smaller.size);
}

export type DuplicateReason = 'name_birth_commune' | 'phone';

/** Enough in common to be proposed by somebody who knows neither. */
export function isDuplicate(one: PersonFacts, other: PersonFacts): boolean {
  return (
    one.nameKey !== '' &&
    one.nameKey === other.nameKey &&
    one.birthDate !== null &&
    one.birthDate === other.birthDate &&
    one.communeCode !== null &&
    one.communeCode === other.communeCode
  );
}

interface Claimable {
  readonly id: string;
  readonly accountId: string | null;
  readonly confirmedAt: Date | null;
}

/** The record with an account stays; of two without, the one heard of last. */
export function mergeDirection<Item extends Claimable>(
  one: Item,
  other: Item,
): Result<{ readonly from: Item; readonly into: Item }, 'two_accounts'> {
  if (one.accountId !== null && other.accountId !== null) return refuse('two_accounts');
  if (one.accountId !== null) return ok({ from: other, into: one });
  if (other.accountId !== null) return ok({ from: one, into: other });
  const heard = (item: Item) => item.confirmedAt?.getTime() ?? 0;
  const oneStays = heard(one) === heard(other) ? one.id < other.id : heard(one) > heard(other);
  return ok(oneStays ? { from: other, into: one } : { from: one, into: other });
}

/** Of a history put together, what was said last about each purpose. */
export function latestConsents(
  history: readonly { readonly purpose: Purpose; readonly given: boolean; readonly at: Date }[],
): Readonly<Partial<Record<Purpose, boolean>>> {
  const latest: Partial<Record<Purpose, boolean>> = {};
  for (const purpose of PURPOSES) {
    const said = history.filter((item) => item.purpose === purpose);
    // Said at the same moment in two places: the refusal counts.
    said.sort((a, b) => b.at.getTime() - a.at.getTime() || Number(a.given) - Number(b.given));
    if (said[0]) latest[purpose] = said[0].given;
  }
  return latest;
}

import type { DateString } from '#platform/kernel/dates.ts';
import type { Equipment } from './skill-referential.ts';
import { EFFORTS, type Effort, expand } from './skill-referential.ts';

/** A paper that counts: verified where it must be, neither refused nor withdrawn. */
export interface Paper {
  readonly kindId: number;
  readonly issuedOn: DateString | null;
  /** Its last valid day. */
  readonly expiresOn: DateString | null;
}

/** What a person can do and bring, as far as sharing out people among needs asks. */
export interface Capabilities {
  readonly skills: readonly number[];
  readonly papers: readonly Paper[];
  readonly birthDate: DateString | null;
  /** INSEE code. */
  readonly commune: string | null;
  readonly radiusKm: number;
  readonly effort: Effort;
  readonly equipment: readonly Equipment[];
}

/** Everything that they hold from the first day through the last, with all that it implies. */
export function abilitiesThrough(
  { skills, papers }: Pick<Capabilities, 'skills' | 'papers'>,
  first: DateString,
  last: DateString,
): ReadonlySet<number> {
  const valid = papers.filter(
    ({ issuedOn, expiresOn }) =>
      (issuedOn === null || issuedOn <= first) && (expiresOn === null || expiresOn >= last),
  );
  return new Set(expand([...skills, ...valid.map(({ kindId }) => kindId)]));
}

export function bearsEffort(person: Pick<Capabilities, 'effort'>, asked: Effort): boolean {
  return EFFORTS.indexOf(person.effort) >= EFFORTS.indexOf(asked);
}

import { ageOn, type DateString } from '#platform/kernel/dates.ts';

/** Youngest volunteer; a minor needs a guardian's consent and is never called in a crisis. */
export const MINIMUM_AGE = 16;
export const ADULT_AGE = 18;
/** Older than anybody: a slip of the keyboard. */
const MAXIMUM_AGE = 110;

export type AgeStanding = 'unknown' | 'too_young' | 'minor' | 'adult' | 'implausible';

export function ageStanding(birthDate: DateString | null, on: DateString): AgeStanding {
  if (birthDate === null) return 'unknown';
  const age = ageOn(birthDate, on);
  if (age < 0 || age > MAXIMUM_AGE) return 'implausible';
  if (age < MINIMUM_AGE) return 'too_young';
  return age < ADULT_AGE ? 'minor' : 'adult';
}

/** Somebody whose age is unknown is treated as a minor. */
export function mayBeCalledInCrisis(
  birthDate: DateString | null,
  on: DateString,
  minimumAge = ADULT_AGE,
): boolean {
  if (birthDate === null || ageStanding(birthDate, on) !== 'adult') return false;
  return ageOn(birthDate, on) >= Math.max(ADULT_AGE, minimumAge);
}

/** Ten-year bands for the figures that survive an erasure. */
export function ageBand(birthDate: DateString | null, on: DateString): string {
  if (birthDate === null) return 'unknown';
  const age = ageOn(birthDate, on);
  if (age < ADULT_AGE) return 'under_18';
  if (age >= 75) return '75_and_over';
  const low = age < 25 ? 18 : Math.floor((age - 25) / 10) * 10 + 25;
  return low === 18 ? '18_24' : `${low}_${low + 9}`;
}

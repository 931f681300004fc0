import { ageOn, type DateString } from '#platform/kernel/dates.ts';
import type { Pace, Remote } from './vocabularies.ts';

/** What matching reads of a mission. */
export interface Wanted {
  readonly remote: Remote;
  /** Useful, one by one. */
  readonly skills: readonly number[];
  /** Without all of these nobody can do it. */
  readonly required: readonly number[];
  readonly languages: readonly string[];
  readonly openToMinors: boolean;
  readonly pace: Pace;
  readonly effortMinutes: number;
  readonly endsOn: DateString | null;
}

/** What matching reads of a volunteer; certificates valid today and all they imply are in `abilities`. */
export interface Helper {
  readonly birthDate: DateString | null;
  readonly abilities: ReadonlySet<number>;
  readonly languages: readonly string[];
  readonly radiusKm: number;
}

/** Why somebody cannot do a mission at all. Gates exclude; they never change a rank. */
export type Gate = 'minor' | 'ability_missing' | 'language_missing' | 'too_far' | 'over';

/**
 * The parts of a score, each told in words. Whole points; their sum is the score.
 * skills: 40, in proportion of the useful skills held (20 when none is asked).
 * nearness: 30 for remote work, else falls with the distance to 0 at the person's own radius.
 * languages: 10 when a language other than French is asked, which the gate has checked.
 * effort: 20 down to 5 as the work gets longer, since people begin with one or two hours.
 */
export interface Score {
  readonly total: number;
  readonly parts: {
    readonly skills: number;
    readonly nearness: number;
    readonly languages: number;
    readonly effort: number;
  };
  /** The useful and required abilities that the person has, for the words. */
  readonly held: readonly number[];
}

const ADULT = 18;

/** `km`: to the mission's commune; null when either place is unknown. */
export function gatesOf(
  wanted: Wanted,
  helper: Helper,
  km: number | null,
  today: DateString,
): Gate[] {
  const gates: Gate[] = [];
  if (!isAdult(helper, today) && !wanted.openToMinors) gates.push('minor');
  if (!wanted.required.every((id) => helper.abilities.has(id))) gates.push('ability_missing');
  if (!wanted.languages.every((code) => helper.languages.includes(code))) {
    gates.push('language_missing');
  }
  if (!isRemote(wanted.remote) && km !== null && km > helper.radiusKm) gates.push('too_far');
  if (wanted.endsOn !== null && wanted.endsOn < today) gates.push('over');
  return gates;
}

/** A person whose age is unknown is treated as a minor. */
export function isAdult({ birthDate }: Pick<Helper, 'birthDate'>, today: DateString): boolean {
  return birthDate !== null && ageOn(birthDate, today) >= ADULT;
}

export function isRemote(remote: Remote): boolean {
  return remote === 'full' || remote === 'possible';
}

export function scoreOf(wanted: Wanted, helper: Helper, km: number | null): Score {
  const useful = [...new Set([...wanted.required, ...wanted.skills])];
  const held = useful.filter((id) => helper.abilities.has(id));
  const parts = {
    skills: useful.length === 0 ? 20 : Math.round((40 * held.length) / useful.length),
    nearness: nearness(wanted, helper, km),
    languages: wanted.languages.some((code) => code !== 'fr') ? 10 : 0,
    effort: effort(wanted.effortMinutes),
  };
  const total = parts.skills + parts.nearness + parts.languages + parts.effort;
  return { total, parts, held };
}

function nearness(wanted: Wanted, helper: Helper, km: number | null): number {
  if (wanted.remote === 'full') return 30;
  const byPlace =
    km === null || helper.radiusKm <= 0
      ? 0
      : Math.max(0, Math.round(30 * (1 - km / helper.radiusKm)));
  return wanted.remote === 'possible' ? Math.max(25, byPlace) : byPlace;
}

function effort(minutes: number): number {
  if (minutes <= 0) return 5;
  if (minutes <= 120) return 20;
  if (minutes <= 480) return 15;
  return minutes <= 1200 ? 10 : 5;
}

export interface Ranked<T> {
  readonly item: T;
  readonly score: Score;
}

/** Best first; equal scores in the order of their key, so that the same data gives the same list. */
export function ranked<T>(
  items: readonly T[],
  score: (item: T) => Score | undefined,
  key: (item: T) => string,
  limit: number,
): Ranked<T>[] {
  const kept: Ranked<T>[] = [];
  for (const item of items) {
    const found = score(item);
    if (found) kept.push({ item, score: found });
  }
  return kept
    .sort((a, b) => b.score.total - a.score.total || (key(a.item) < key(b.item) ? -1 : 1))
    .slice(0, limit);
}

/** The invitations that a volunteer may receive in a calendar month, all associations together. */
export const MONTHLY_SLOTS = [1, 2] as const;

/** The first day of the month, which names it. */
export function monthOf(day: DateString): DateString {
  return `${day.slice(0, 7)}-01`;
}

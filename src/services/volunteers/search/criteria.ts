import { addDays, type DateString, isDateString, localDate } from '#platform/kernel/dates.ts';
import type { Point, Zone } from '#platform/kernel/geography.ts';
import { ADULT_AGE } from '../domain/age.ts';
import { daysOfShift, maskOfShift, type Shift, slotsOfShift } from '../domain/availability.ts';
import {
  CERTIFICATE_KINDS,
  EFFORTS,
  type Effort,
  EQUIPMENT,
  type Equipment,
  isSkillId,
  whatSatisfies,
} from '../domain/skill-referential.ts';

/** Who is wanted for one need of a crisis. */
export interface AudienceCriteria {
  /** People who live here, or up to `extraKm` outside, are looked at. */
  readonly zone: Zone;
  readonly extraKm?: number;
  /** Where they are needed: distances are measured from it; without it from the zone. */
  readonly site?: Point;
  /** All of these; each met by any one of its skill or certificate numbers. */
  readonly required: readonly (readonly number[])[];
  /** Order the selection, exclude nobody. */
  readonly preferred?: readonly number[];
  /** 18 at least, whatever is asked. */
  readonly minimumAge?: number;
  readonly shift: Required<Shift>;
  readonly effort?: Effort;
  /** All of these. */
  readonly gear?: readonly Equipment[];
  /** At most `max` alerts in the last `days` (30 at most). */
  readonly alertBudget?: { readonly max: number; readonly days: number };
  /** The shift itself unless told. */
  readonly notEngagedDuring?: { readonly from: Date; readonly until: Date };
  /** People already asked for this need. */
  readonly exclude?: readonly string[];
  readonly now: Date;
}

/** Why a person is not called; each person counts under the first that holds, in this order. */
export const EXCLUSIONS = [
  'no_crisis_consent',
  'minor',
  'below_minimum_age',
  'unreachable',
  'refuses_messages',
  'paused_or_dormant',
  'engaged_elsewhere',
  'out_of_radius',
  'skill_missing',
  'certificate_unverified',
  'certificate_expired',
  'expires_during_shift',
  'effort_too_hard',
  'gear_missing',
  'unavailable',
  'already_engaged',
  'already_asked',
  'alert_budget',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export const MAX_BUDGET_DAYS = 30;

/** A requirement in the terms of the register: skills people declare, certificates they show. */
export interface Requirement {
  readonly anyOf: readonly number[];
  readonly skills: readonly number[];
  readonly kinds: readonly number[];
}

/** The criteria as the values that SQL compares. */
export interface AudienceTerms {
  readonly today: DateString;
  /** Latest birth date of an adult, and of somebody of the minimum age. */
  readonly bornForAdult: DateString;
  readonly bornForMinimum: DateString;
  readonly firstDay: DateString;
  readonly lastDay: DateString;
  readonly weekly: number;
  readonly slots: readonly { readonly day: DateString; readonly bit: number }[];
  readonly requirements: readonly Requirement[];
  readonly preferred: readonly number[];
  readonly effort: number;
  readonly gear: number;
  readonly busy: { readonly from: Date; readonly until: Date };
  readonly budget: { readonly max: number; readonly since: Date } | undefined;
  /** Alerts since then make people come later in the selection. */
  readonly recentSince: Date;
  readonly exclude: readonly string[];
}

/** Certificate kinds that count without a reviewer. */
export const UNREGULATED_KINDS: readonly number[] = CERTIFICATE_KINDS.filter(
  (kind) => !kind.regulated,
).map((kind) => kind.id);

export function termsOf(criteria: AudienceCriteria): AudienceTerms {
  const { shift, now, alertBudget } = criteria;
  if (shift.end <= shift.start) throw new RangeError('The shift ends before it starts');
  if (alertBudget && !(alertBudget.days > 0 && alertBudget.days <= MAX_BUDGET_DAYS)) {
    throw new RangeError(`The alert budget covers 1 to ${MAX_BUDGET_DAYS} days`);
  }
  const today = localDate(now, shift.timeZone);
  const days = daysOfShift(shift);
  const daysBack = (count: number) => new Date(now.getTime() - count * 86_400_000);
  return {
    today,
    bornForAdult: latestBirth(today, ADULT_AGE),
    bornForMinimum: latestBirth(today, Math.max(ADULT_AGE, criteria.minimumAge ?? ADULT_AGE)),
    firstDay: days[0] as string,
    lastDay: days.at(-1) as string,
    weekly: maskOfShift(shift),
    slots: slotsOfShift(shift),
    requirements: criteria.required.map(requirementOf),
    preferred: criteria.preferred ?? [],
    effort: effortNumber(criteria.effort ?? 'light'),
    gear: gearMask(criteria.gear ?? []),
    busy: criteria.notEngagedDuring ?? { from: shift.start, until: shift.end },
    budget: alertBudget && { max: alertBudget.max, since: daysBack(alertBudget.days) },
    recentSince: daysBack(alertBudget?.days ?? MAX_BUDGET_DAYS),
    exclude: criteria.exclude ?? [],
  };
}

/** 1 light, 2 moderate, 3 hard. */
export function effortNumber(effort: Effort): number {
  return EFFORTS.indexOf(effort) + 1;
}

/** Bit mask in the order of EQUIPMENT. */
export function gearMask(gear: readonly Equipment[]): number {
  return gear.reduce((mask, item) => mask | (1 << EQUIPMENT.indexOf(item)), 0);
}

/** The last birth date of somebody who has this age on a day (born on 29 February: 1 March counts). */
function latestBirth(today: DateString, age: number): DateString {
  const year = String(Number(today.slice(0, 4)) - age).padStart(4, '0');
  const date = `${year}${today.slice(4)}`;
  return isDateString(date) ? date : addDays(`${year}-03-01`, -1);
}

function requirementOf(anyOf: readonly number[]): Requirement {
  if (anyOf.length === 0) throw new RangeError('A requirement names at least one skill');
  return {
    anyOf,
    skills: anyOf.filter(isSkillId),
    kinds: [...new Set(anyOf.flatMap(whatSatisfies))].filter((id) => !isSkillId(id)),
  };
}

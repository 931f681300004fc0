import type { Context } from '#platform/context.ts';
import {
  type AudienceCriteria,
  audienceCount,
  type Equipment,
  nearestBelow,
} from '#services/volunteers/index.ts';
import {
  type CallLimits,
  stepName,
  type Widening,
  widenedBy,
  widenings,
} from '../domain/widening.ts';

export interface CountedWidening {
  readonly step: Widening;
  /** For an address. */
  readonly name: string;
  readonly chosen: boolean;
  /** People who could be called besides those who can be already. */
  readonly more: number;
}

export interface Widenings {
  /** Each by itself, the most fruitful first. */
  readonly ways: readonly CountedWidening[];
  /** All those chosen at once; undefined: fewer than two are. */
  readonly together: { readonly steps: readonly Widening[]; readonly more: number } | undefined;
  /** Everything wider at once: 0 says that no way helps. */
  readonly all: number;
}

export const NO_WIDENINGS: Widenings = { ways: [], together: undefined, all: 0 };

/**
 * What each step wider would bring, what those chosen would bring together, which is not their sum
 * (people kept out twice), and what all of them would. One count of the audience each.
 */
export async function countWidenings(
  ctx: Context,
  criteria: AudienceCriteria,
  eligible: number,
  chosen: readonly string[],
): Promise<Widenings> {
  const limits: CallLimits = {
    extraKm: criteria.extraKm ?? 0,
    alertsPerPerson: criteria.alertBudget?.max ?? 0,
    required: criteria.required,
    effort: criteria.effort ?? 'light',
    gear: criteria.gear ?? [],
    laterHours: 0,
  };
  const steps = widenings(limits, nearestBelow);
  // At another hour there may be fewer people: that way is not wider.
  const more = async (taken: readonly Widening[]) =>
    Math.max(
      0,
      (await audienceCount(ctx, withLimits(criteria, widenedBy(limits, taken)))) - eligible,
    );
  const counted = await Promise.all(
    steps.map(async (step) => {
      const name = stepName(limits, step);
      return { step, name, chosen: chosen.includes(name), more: await more([step]) };
    }),
  );
  const atTheSameTime = steps.filter(({ kind }) => kind !== 'later');
  const wanted = counted.filter((one) => one.chosen).map(({ step }) => step);
  return {
    ways: counted
      .filter((one) => one.chosen || !sameNearer(one, counted))
      .sort((a, b) => b.more - a.more),
    together: wanted.length > 1 ? { steps: wanted, more: await more(wanted) } : undefined,
    all: Math.max(await more(atTheSameTime), ...counted.map((one) => one.more)),
  };
}

/** A longer distance that finds nobody besides those of a shorter one. */
function sameNearer({ step, more }: CountedWidening, all: readonly CountedWidening[]): boolean {
  if (step.kind !== 'distance') return false;
  return all.some(
    (other) =>
      other.step.kind === 'distance' && other.step.extraKm < step.extraKm && other.more === more,
  );
}

function withLimits(criteria: AudienceCriteria, limits: CallLimits): AudienceCriteria {
  return {
    ...criteria,
    extraKm: limits.extraKm,
    required: limits.required,
    effort: limits.effort,
    gear: limits.gear as readonly Equipment[],
    shift: {
      ...criteria.shift,
      start: later(criteria.shift.start, limits.laterHours),
      end: later(criteria.shift.end, limits.laterHours),
    },
    ...(criteria.alertBudget
      ? { alertBudget: { ...criteria.alertBudget, max: limits.alertsPerPerson } }
      : {}),
  };
}

function later(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * 3_600_000);
}

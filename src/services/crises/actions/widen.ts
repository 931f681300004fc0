import type { Context } from '#platform/context.ts';
import {
  type AudienceCriteria,
  audienceCount,
  type Equipment,
} from '#services/volunteers/index.ts';
import { type CallLimits, type Widening, widened, widenings } from '../domain/widening.ts';

export interface CountedWidening {
  readonly step: Widening;
  /** People who could be called besides those who can be already. */
  readonly more: number;
}

/** Single steps that would bring somebody, the most fruitful first. One count of the audience each. */
export async function countWidenings(
  ctx: Context,
  criteria: AudienceCriteria,
  eligible: number,
): Promise<CountedWidening[]> {
  const limits: CallLimits = {
    extraKm: criteria.extraKm ?? 0,
    alertsPerPerson: criteria.alertBudget?.max ?? 0,
    required: criteria.required,
    effort: criteria.effort ?? 'light',
    gear: criteria.gear ?? [],
  };
  const counted = await Promise.all(
    widenings(limits).map(async (step) => {
      const found = await audienceCount(ctx, withLimits(criteria, widened(limits, step)));
      return { step, more: found - eligible };
    }),
  );
  return counted
    .filter((one) => one.more > 0 && !sameNearer(one, counted))
    .sort((a, b) => b.more - a.more);
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
    ...(criteria.alertBudget
      ? { alertBudget: { ...criteria.alertBudget, max: limits.alertsPerPerson } }
      : {}),
  };
}

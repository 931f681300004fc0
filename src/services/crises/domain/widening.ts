/** What keeps people out of a call, as the officer may change it. */
export interface CallLimits {
  readonly extraKm: number;
  readonly alertsPerPerson: number;
  readonly required: readonly (readonly number[])[];
  readonly effort: 'light' | 'moderate' | 'hard';
  readonly gear: readonly string[];
}

/** One step wider. The first two are settings of the call, the others change what the need asks. */
export type Widening =
  | { readonly kind: 'distance'; readonly extraKm: number }
  | { readonly kind: 'budget'; readonly alertsPerPerson: number }
  | { readonly kind: 'skill'; readonly removed: readonly number[] }
  | { readonly kind: 'effort'; readonly effort: CallLimits['effort'] }
  | { readonly kind: 'gear' };

const DISTANCES_KM = [20, 50, 100, 200] as const;
const MOST_ALERTS = 50;

/** Every single step, whatever it brings: counting people is for the caller. */
export function widenings(limits: CallLimits): Widening[] {
  const farther = DISTANCES_KM.filter((km) => km > limits.extraKm).slice(0, 2);
  const more = Math.min(MOST_ALERTS, limits.alertsPerPerson * 2);
  return [
    ...farther.map((extraKm): Widening => ({ kind: 'distance', extraKm })),
    ...(more > limits.alertsPerPerson ? [{ kind: 'budget', alertsPerPerson: more } as const] : []),
    ...limits.required.map((removed): Widening => ({ kind: 'skill', removed })),
    ...(limits.effort === 'light'
      ? []
      : [{ kind: 'effort', effort: limits.effort === 'hard' ? 'moderate' : 'light' } as const]),
    ...(limits.gear.length > 0 ? [{ kind: 'gear' } as const] : []),
  ];
}

export function widened(limits: CallLimits, step: Widening): CallLimits {
  switch (step.kind) {
    case 'distance':
      return { ...limits, extraKm: step.extraKm };
    case 'budget':
      return { ...limits, alertsPerPerson: step.alertsPerPerson };
    case 'skill':
      return { ...limits, required: limits.required.filter((one) => one !== step.removed) };
    case 'effort':
      return { ...limits, effort: step.effort };
    case 'gear':
      return { ...limits, gear: [] };
  }
}

/** Several steps at once; of two distances the longer counts. */
export function widenedBy(limits: CallLimits, steps: readonly Widening[]): CallLimits {
  const nearestFirst = steps.toSorted((a, b) =>
    a.kind === 'distance' && b.kind === 'distance' ? a.extraKm - b.extraKm : 0,
  );
  return nearestFirst.reduce(widened, limits);
}

/** A step as an address names it: `distance-50`, `skill-1` (the second condition), `gear`. */
export function stepName(limits: CallLimits, step: Widening): string {
  switch (step.kind) {
    case 'distance':
      return `distance-${step.extraKm}`;
    case 'skill':
      return `skill-${limits.required.indexOf(step.removed)}`;
    default:
      return step.kind;
  }
}

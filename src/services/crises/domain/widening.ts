/** What keeps people out of a call, as the officer may change it. */
export interface CallLimits {
  readonly extraKm: number;
  readonly alertsPerPerson: number;
  readonly required: readonly (readonly number[])[];
  readonly effort: 'light' | 'moderate' | 'hard';
  readonly gear: readonly string[];
  /** Hours by which the shift is put off. */
  readonly laterHours: number;
}

/** One step wider. The first two are settings of the call, the others change what the need asks or when. */
export type Widening =
  | { readonly kind: 'distance'; readonly extraKm: number }
  | { readonly kind: 'budget'; readonly alertsPerPerson: number }
  /** `whole` is the condition as it is; `added` would be enough too. */
  | { readonly kind: 'accept'; readonly whole: readonly number[]; readonly added: number }
  | { readonly kind: 'skill'; readonly removed: readonly number[] }
  | { readonly kind: 'effort'; readonly effort: CallLimits['effort'] }
  | { readonly kind: 'gear' }
  | { readonly kind: 'later'; readonly hours: number };

const DISTANCES_KM = [20, 50, 100, 200] as const;
const MOST_ALERTS = 50;
/** The next of the three slots of a day, and the same slot of the next day. */
const LATER_HOURS = [8, 24] as const;

/**
 * Every single step, whatever it brings: counting people is for the caller. `nearest` gives what comes
 * right below an ability, and could be enough.
 */
export function widenings(
  limits: CallLimits,
  nearest: (ability: number) => readonly number[],
): Widening[] {
  const farther = DISTANCES_KM.filter((km) => km > limits.extraKm).slice(0, 2);
  const more = Math.min(MOST_ALERTS, limits.alertsPerPerson * 2);
  return [
    ...farther.map((extraKm): Widening => ({ kind: 'distance', extraKm })),
    ...(more > limits.alertsPerPerson ? [{ kind: 'budget', alertsPerPerson: more } as const] : []),
    ...limits.required.flatMap((whole) =>
      [...new Set(whole.flatMap(nearest))]
        .filter((added) => !whole.includes(added))
        .map((added): Widening => ({ kind: 'accept', whole, added })),
    ),
    ...limits.required.map((removed): Widening => ({ kind: 'skill', removed })),
    ...(limits.effort === 'light'
      ? []
      : [{ kind: 'effort', effort: limits.effort === 'hard' ? 'moderate' : 'light' } as const]),
    ...(limits.gear.length > 0 ? [{ kind: 'gear' } as const] : []),
    ...LATER_HOURS.filter((hours) => hours > limits.laterHours).map(
      (hours): Widening => ({ kind: 'later', hours }),
    ),
  ];
}

/** Several steps at once: of two distances, or two delays, the longer counts. */
export function widenedBy(limits: CallLimits, steps: readonly Widening[]): CallLimits {
  const taken = <K extends Widening['kind']>(kind: K) =>
    steps.filter((step): step is Extract<Widening, { kind: K }> => step.kind === kind);
  const dropped = taken('skill').map(({ removed }) => removed);
  return {
    extraKm: Math.max(limits.extraKm, ...taken('distance').map(({ extraKm }) => extraKm)),
    alertsPerPerson: taken('budget')[0]?.alertsPerPerson ?? limits.alertsPerPerson,
    required: limits.required
      .filter((one) => !dropped.includes(one))
      .map((one) => [
        ...one,
        ...taken('accept').flatMap(({ whole, added }) => (whole === one ? [added] : [])),
      ]),
    effort: taken('effort')[0]?.effort ?? limits.effort,
    gear: taken('gear').length > 0 ? [] : limits.gear,
    laterHours: Math.max(limits.laterHours, ...taken('later').map(({ hours }) => hours)),
  };
}

/** A step as an address names it: `distance-50`, `skill-1` (the second condition), `gear`. */
export function stepName(limits: CallLimits, step: Widening): string {
  switch (step.kind) {
    case 'distance':
      return `distance-${step.extraKm}`;
    case 'accept':
      return `accept-${limits.required.indexOf(step.whole)}-${step.added}`;
    case 'skill':
      return `skill-${limits.required.indexOf(step.removed)}`;
    case 'later':
      return `later-${step.hours}`;
    default:
      return step.kind;
  }
}

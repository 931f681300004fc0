import type { AdaptiveTest } from './adaptive-test.ts';

export interface StoppingRules {
  /** Most items. */
  readonly length: number;
  /** Fewest items, before precision or classification may end the test. */
  readonly atLeast?: number;
  /** The test ends when the standard error is this small; 0.32 is a reliability of 0.90. */
  readonly se?: number;
  /** The test ends when the level is clear of this ability, at `z` standard errors (1.96 for 95 %). */
  readonly cut?: { readonly theta: number; readonly z: number };
}

export type Stop = 'length' | 'precision' | 'classified';

/** Why the test is over, `undefined` while it is not. */
export function whyStop(test: AdaptiveTest, rules: StoppingRules): Stop | undefined {
  const asked = test.items.length;
  const { theta, se } = test.estimate;
  if (asked >= (rules.atLeast ?? 1)) {
    if (rules.se !== undefined && se <= rules.se) return 'precision';
    const { cut } = rules;
    if (cut && Math.abs(theta - cut.theta) > cut.z * se) return 'classified';
  }
  return asked >= rules.length ? 'length' : undefined;
}

import type { SelectionRules } from '../cat/selection.ts';
import type { StoppingRules } from '../cat/stopping.ts';
import type { Method } from '../irt/estimate.ts';

export const TEST_KINDS = ['placement', 'certification'] as const;
export type TestKind = (typeof TEST_KINDS)[number];

export interface TestRules {
  readonly selection: Omit<SelectionRules, 'areaShares'>;
  readonly stopping: StoppingRules;
  readonly minutes: number;
  /** What gives the result; the next question is always chosen by EAP. */
  readonly method: Method;
}

/** No item to more than a quarter of the people, and not the same first one for everybody. */
const SPREAD = { among: 5, limit: 0.25 } as const;

/**
 * `placement` fits in a slot of 45 minutes, and aims at six right answers in ten so as to discourage
 * nobody. `certification` asks what tells most, and gives Warm's estimate, which does not flatter the
 * beginner nor lower the expert.
 */
export const TEST_RULES: Readonly<Record<TestKind, TestRules>> = {
  placement: {
    selection: { ...SPREAD, successRate: 0.6 },
    stopping: { length: 20, atLeast: 12, se: 0.4 },
    minutes: 40,
    method: 'eap',
  },
  certification: {
    selection: SPREAD,
    stopping: { length: 30, atLeast: 20, se: 0.32 },
    minutes: 60,
    method: 'wle',
  },
};

/** Whoever needs it has a third more; nobody asks why. */
export function allowedMs(kind: TestKind, extraTime: boolean): number {
  return TEST_RULES[kind].minutes * 60_000 * (extraTime ? 4 / 3 : 1);
}

import type { Transitions } from '#platform/kernel/transitions.ts';

export const DISTRIBUTOR_STATES = ['active', 'suspended'] as const;
export type DistributorState = (typeof DISTRIBUTOR_STATES)[number];

export const DISTRIBUTOR_EVENTS = ['suspend', 'resume'] as const;
export type DistributorEvent = (typeof DISTRIBUTOR_EVENTS)[number];

/** One that is suspended takes no new order; it serves those it has. */
export const DISTRIBUTOR: Transitions<DistributorState, DistributorEvent> = {
  active: { suspend: 'suspended' },
  suspended: { resume: 'active' },
};

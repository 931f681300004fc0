/** Why somebody does not come this time, or wants no more calls; asked, never required. */
export const NO_REASONS = ['not_here', 'not_now'] as const;
export const NEVER_REASONS = ['too_many', 'no_time', 'moved', 'health', 'other'] as const;

export type NoReason = (typeof NO_REASONS)[number];
export type NeverReason = (typeof NEVER_REASONS)[number];

import type { Transitions } from '#platform/kernel/transitions.ts';

export const BAN_DAYS = [30, 90, 365] as const;
export const BAN_REASONS = [
  'advertising',
  'money',
  'discriminates',
  'unsafe',
  'harasses',
  'other',
] as const;
export type BanReason = (typeof BAN_REASONS)[number];

export type BanState = 'in_force' | 'appealed' | 'upheld' | 'lifted';
export type BanEvent = 'appeal' | 'uphold' | 'lift';

/** One appeal, decided once; a ban may be lifted at any time. */
export const BAN: Transitions<BanState, BanEvent> = {
  in_force: { appeal: 'appealed', lift: 'lifted' },
  appealed: { uphold: 'upheld', lift: 'lifted' },
  upheld: { lift: 'lifted' },
  lifted: {},
};

/** An appeal does not suspend a ban; its last moment is its end. */
export function isInForce(
  ban: { readonly state: BanState; readonly untilAt: Date },
  now: Date,
): boolean {
  return ban.state !== 'lifted' && now < ban.untilAt;
}

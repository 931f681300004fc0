import { addDays, type DateString } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';
import type { Outcome } from './evidence.ts';

/** The life of a decision. `to_admit`, `to_exclude`: a reviewer wants to go against the rules, another must agree. */
export const LIFE_STATES = [
  'auto_eligible',
  'auto_excluded',
  'needs_review',
  'more_information',
  'eligible',
  'excluded',
  'to_admit',
  'to_exclude',
  'appealed',
  'upheld',
  'reversed',
  'lapsed',
  'expired',
  'revoked',
  'superseded',
] as const;
export type LifeState = (typeof LIFE_STATES)[number];

export const LIFE_EVENTS = [
  'admit',
  'exclude',
  'ask',
  'answer',
  'lapse',
  'propose',
  'confirm',
  'refuse',
  'appeal',
  'uphold',
  'reverse',
  'renew',
  'expire',
  'revoke',
] as const;
export type LifeEvent = (typeof LIFE_EVENTS)[number];

const IN_FORCE = {
  propose: 'to_exclude',
  renew: 'superseded',
  expire: 'expired',
  revoke: 'revoked',
} as const;

/** The only way a decision changes, for pages, API and jobs alike. */
export const LIFE: Transitions<LifeState, LifeEvent> = {
  auto_eligible: IN_FORCE,
  eligible: IN_FORCE,
  reversed: IN_FORCE,
  auto_excluded: { appeal: 'appealed', propose: 'to_admit', renew: 'superseded' },
  excluded: { appeal: 'appealed', propose: 'to_admit', renew: 'superseded' },
  needs_review: {
    admit: 'eligible',
    exclude: 'excluded',
    ask: 'more_information',
    revoke: 'revoked',
  },
  more_information: { answer: 'needs_review', lapse: 'lapsed', revoke: 'revoked' },
  to_admit: { confirm: 'eligible', refuse: 'excluded', revoke: 'revoked' },
  to_exclude: { confirm: 'excluded', refuse: 'eligible', revoke: 'revoked' },
  appealed: { uphold: 'upheld', reverse: 'reversed', revoke: 'revoked' },
  upheld: { renew: 'superseded' },
  lapsed: {},
  expired: {},
  revoked: {},
  superseded: {},
};

/** Days in which a person acts, by the state that waits for one. */
export const DUE_DAYS: Readonly<Partial<Record<LifeState, number>>> = {
  needs_review: 14,
  more_information: 30,
  to_admit: 7,
  to_exclude: 7,
  appealed: 14,
};

/** A decision may be asked for again so long before it ends. */
export const RENEWAL_DAYS = 60;

const COUNTS: ReadonlySet<LifeState> = new Set([
  'auto_eligible',
  'eligible',
  'reversed',
  'to_exclude',
]);

/** Is the association entitled in this state? A wish to exclude takes nothing away yet. */
export function countsAsEligible(state: LifeState): boolean {
  return COUNTS.has(state);
}

/** What a state means for somebody who counts: entitled, not entitled, a person has to decide, past. */
export const STANDINGS = ['eligible', 'excluded', 'waiting', 'over'] as const;
export type Standing = (typeof STANDINGS)[number];

const EXCLUDED: ReadonlySet<LifeState> = new Set(['auto_excluded', 'excluded', 'upheld']);
const OVER: ReadonlySet<LifeState> = new Set(['lapsed', 'expired', 'revoked', 'superseded']);

export function standingIn(state: LifeState): Standing {
  if (countsAsEligible(state)) return 'eligible';
  if (EXCLUDED.has(state)) return 'excluded';
  return OVER.has(state) ? 'over' : 'waiting';
}

export const STATE_OF_OUTCOME: Readonly<Record<Outcome, LifeState>> = {
  eligible: 'auto_eligible',
  excluded: 'auto_excluded',
  review: 'needs_review',
};

/** Events of reviewers, and those of whoever asked. */
export const REVIEW_EVENTS = [
  'admit',
  'exclude',
  'ask',
  'propose',
  'confirm',
  'refuse',
  'uphold',
  'reverse',
] as const;
export type ReviewEvent = (typeof REVIEW_EVENTS)[number];
export const OWN_EVENTS = ['appeal', 'answer'] as const;
export type OwnEvent = (typeof OWN_EVENTS)[number];

/** Accounts with a part in a decision. */
export interface Parts {
  readonly state: LifeState;
  readonly askedBy: string | null;
  readonly reviewer: string | null;
  readonly secondReviewer: string | null;
  readonly proposedBy: string | null;
}

export type MoveError =
  | 'transition_not_allowed'
  | 'own_request'
  | 'second_person'
  | 'other_reviewer';

/**
 * May this reviewer do this? Nobody judges their own request; a wish to go against the rules, and an
 * appeal, are settled by somebody else than the first person; a named second reviewer alone settles it.
 */
export function reviewMove(
  parts: Parts,
  event: ReviewEvent,
  by: string,
): Result<LifeState, MoveError> {
  const next = transition(LIFE, parts.state, event);
  if (!next.ok) return next;
  if (parts.askedBy === by) return refuse('own_request');
  const settlesWish = event === 'confirm' || event === 'refuse';
  if (settlesWish && parts.proposedBy === by) return refuse('second_person');
  if (event === 'uphold' || event === 'reverse') {
    if (parts.reviewer === by || parts.proposedBy === by) return refuse('second_person');
    if (parts.secondReviewer !== null && parts.secondReviewer !== by)
      return refuse('other_reviewer');
  }
  return ok(next.value);
}

/** Of reviewers with as many open appeals each, who hears the next one: somebody new to the case, the least busy. */
export function secondReviewerAmong(
  candidates: readonly { readonly accountId: string; readonly open: number }[],
  { askedBy, reviewer, proposedBy }: Pick<Parts, 'askedBy' | 'reviewer' | 'proposedBy'>,
): string | null {
  const free = candidates
    .filter(({ accountId }) => ![askedBy, reviewer, proposedBy].includes(accountId))
    .sort((a, b) => a.open - b.open || (a.accountId < b.accountId ? -1 : 1));
  return free[0]?.accountId ?? null;
}

/** The same day some months later, or the last of that month. */
export function addMonths(day: DateString, months: number): DateString {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}

/** May it be asked for again? What counts, only near its end; a refusal, at any time. */
export function mayRenew(
  state: LifeState,
  expiresOn: DateString | null,
  today: DateString,
): boolean {
  if (LIFE[state].renew === undefined) return false;
  return (
    !countsAsEligible(state) || expiresOn === null || today >= addDays(expiresOn, -RENEWAL_DAYS)
  );
}

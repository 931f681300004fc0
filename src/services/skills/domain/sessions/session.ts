import type { Transitions } from '#platform/kernel/transitions.ts';

/** A certification session in a labelled space. */
export const SESSION_STATES = ['planned', 'open', 'closed', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];
export type SessionEvent = 'open' | 'close' | 'cancel';

export const SESSION: Transitions<SessionState, SessionEvent> = {
  planned: { open: 'open', cancel: 'cancelled' },
  open: { close: 'closed' },
  closed: {},
  cancelled: {},
};

/** A supervisor opens it on the day, from so long before the hour that was told. */
export const OPENS_BEFORE_MS = 60 * 60_000;

/**
 * Somebody who sits in a session. `arrived`: typed the code of the room; `identified`: the supervisor saw
 * a document; `admitted`: the test is theirs to take, its clock is the attempt's.
 */
export const CANDIDATE_STATES = [
  'enrolled',
  'withdrawn',
  'arrived',
  'identified',
  'admitted',
  'finished',
  'absent',
] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];
export type CandidateEvent =
  | 'withdraw'
  | 'enrol_again'
  | 'arrive'
  | 'identify'
  | 'admit'
  | 'finish'
  /** The session is over and they did not sit the test. */
  | 'miss';

export const CANDIDATE: Transitions<CandidateState, CandidateEvent> = {
  enrolled: { withdraw: 'withdrawn', arrive: 'arrived', miss: 'absent' },
  withdrawn: { enrol_again: 'enrolled' },
  arrived: { arrive: 'arrived', identify: 'identified', withdraw: 'withdrawn', miss: 'absent' },
  identified: { admit: 'admitted', miss: 'absent' },
  admitted: { finish: 'finished' },
  finished: {},
  absent: {},
};

/** Who still holds a place. */
export const SEATED: readonly CandidateState[] = CANDIDATE_STATES.filter(
  (state) => state !== 'withdrawn',
);

/** A result is contested once; somebody else than the supervisor decides. */
export type AppealState = 'none' | 'filed' | 'upheld' | 'rejected' | 'withdrawn';
export type AppealEvent = 'file' | 'uphold' | 'reject' | 'withdraw';

export const APPEAL: Transitions<AppealState, AppealEvent> = {
  none: { file: 'filed' },
  filed: { uphold: 'upheld', reject: 'rejected', withdraw: 'withdrawn' },
  upheld: {},
  rejected: {},
  withdrawn: { file: 'filed' },
};

/** For which a result may be contested. */
export const APPEAL_DAYS = 30;

/** Why a supervisor takes a question out: the first word they read, in this order. */
export const INCIDENT_REASONS = [
  'image_missing',
  'text_unclear',
  'no_right_answer',
  'not_accessible',
  'technical',
  'other',
] as const;
export type IncidentReason = (typeof INCIDENT_REASONS)[number];

/** What the page of a test tells of the room; evidence for people, never a score. */
export const SIGNS = ['blur', 'paste', 'resize'] as const;
export type Sign = (typeof SIGNS)[number];

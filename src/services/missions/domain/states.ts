import type { Transitions } from '#platform/kernel/transitions.ts';

export const MISSION_STATES = [
  'draft',
  'pending_review',
  'published',
  'paused',
  'closed',
  'cancelled',
  'flagged',
] as const;
export type MissionState = (typeof MISSION_STATES)[number];
export type MissionEvent =
  | 'submit'
  | 'publish'
  | 'refuse'
  | 'appeal'
  | 'withdraw'
  | 'pause'
  | 'resume'
  | 'close'
  | 'reopen'
  | 'cancel'
  | 'flag'
  | 'clear';

/**
 * `publish` is a moderator's yes, or the association's own act once it is trusted. `refuse` gives the
 * text back with its reasons; `appeal` asks somebody else. `flag` hides a mission that was reported.
 */
export const MISSION: Transitions<MissionState, MissionEvent> = {
  draft: {
    submit: 'pending_review',
    publish: 'published',
    appeal: 'pending_review',
    cancel: 'cancelled',
  },
  pending_review: {
    publish: 'published',
    refuse: 'draft',
    withdraw: 'draft',
    cancel: 'cancelled',
    flag: 'flagged',
  },
  published: { pause: 'paused', close: 'closed', cancel: 'cancelled', flag: 'flagged' },
  paused: { resume: 'published', close: 'closed', cancel: 'cancelled', flag: 'flagged' },
  flagged: { clear: 'published', cancel: 'cancelled', appeal: 'pending_review' },
  closed: { reopen: 'published' },
  cancelled: {},
};

export const APPLICATION_STATES = [
  'interested',
  'applied',
  'in_discussion',
  'waiting',
  'offered',
  'accepted',
  'delivered',
  'completed',
  'declined',
  'withdrawn',
  'no_show',
  'unanswered',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
export type ApplicationEvent =
  | 'ask'
  | 'apply'
  | 'discuss'
  | 'hold'
  | 'queue'
  | 'offer'
  | 'take_offer'
  | 'lapse'
  | 'deliver'
  | 'ask_changes'
  | 'complete'
  | 'miss'
  | 'decline'
  | 'withdraw'
  | 'give_up_waiting';

/**
 * `none` is somebody who has not written yet. `interested` asks a question and commits to nothing.
 * `waiting` is the list of those accepted beyond the places, `offered` a place held for a few days.
 * `unanswered` is what silence becomes: the volunteer is told, never left.
 */
export const APPLICATION: Transitions<ApplicationState | 'none', ApplicationEvent> = {
  none: { ask: 'interested', apply: 'applied' },
  interested: { apply: 'applied', withdraw: 'withdrawn' },
  applied: {
    discuss: 'in_discussion',
    hold: 'accepted',
    queue: 'waiting',
    decline: 'declined',
    withdraw: 'withdrawn',
    give_up_waiting: 'unanswered',
  },
  in_discussion: {
    hold: 'accepted',
    queue: 'waiting',
    decline: 'declined',
    withdraw: 'withdrawn',
    give_up_waiting: 'unanswered',
  },
  waiting: { offer: 'offered', decline: 'declined', withdraw: 'withdrawn' },
  offered: {
    take_offer: 'accepted',
    decline: 'declined',
    withdraw: 'withdrawn',
    lapse: 'withdrawn',
  },
  accepted: {
    deliver: 'delivered',
    complete: 'completed',
    miss: 'no_show',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  delivered: { ask_changes: 'accepted', complete: 'completed' },
  no_show: {},
  withdrawn: { ask: 'interested', apply: 'applied' },
  unanswered: { ask: 'interested', apply: 'applied' },
  completed: {},
  declined: {},
};

/** Those who fill a place: a pending application never does. */
export const HOLDING: ReadonlySet<ApplicationState | 'none'> = new Set([
  'offered',
  'accepted',
  'delivered',
  'completed',
] as const);

/** States in which the association owes an answer. */
export const AWAITING_ANSWER: ReadonlySet<ApplicationState | 'none'> = new Set([
  'applied',
  'in_discussion',
] as const);

/** Somebody who is at work, or has been: may see what the mission keeps for them. */
export const ON_BOARD: ReadonlySet<ApplicationState | 'none'> = new Set([
  'accepted',
  'delivered',
  'completed',
] as const);

export type ClaimState =
  | 'claimed'
  | 'in_progress'
  | 'submitted'
  | 'changes_asked'
  | 'accepted'
  | 'given_back'
  | 'expired';
export type ClaimEvent =
  | 'claim'
  | 'start'
  | 'submit'
  | 'accept'
  | 'ask_changes'
  | 'give_back'
  | 'expire';

/** One volunteer's hold on one task. A claim that nobody works on expires by itself. */
export const CLAIM: Transitions<ClaimState | 'none', ClaimEvent> = {
  none: { claim: 'claimed' },
  claimed: {
    start: 'in_progress',
    submit: 'submitted',
    give_back: 'given_back',
    expire: 'expired',
  },
  in_progress: { submit: 'submitted', give_back: 'given_back', expire: 'expired' },
  submitted: { accept: 'accepted', ask_changes: 'changes_asked' },
  changes_asked: { submit: 'submitted', give_back: 'given_back', expire: 'expired' },
  accepted: {},
  given_back: { claim: 'claimed' },
  expired: { claim: 'claimed' },
};

/** Claims that keep a task from others. */
export const TAKEN: ReadonlySet<ClaimState | 'none'> = new Set([
  'claimed',
  'in_progress',
  'submitted',
  'changes_asked',
  'accepted',
] as const);

/** Claims whose clock runs: the volunteer is the one who must act. */
export const RUNNING: ReadonlySet<ClaimState | 'none'> = new Set([
  'claimed',
  'in_progress',
  'changes_asked',
] as const);

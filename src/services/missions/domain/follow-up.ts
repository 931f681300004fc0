import { type ApplicationState, AWAITING_ANSWER } from './states.ts';

/** Days after which silence has consequences. */
export interface Delays {
  /** Reminder to those who manage the mission. */
  readonly remindDays: number;
  /** Everybody who may answer for the association is asked. */
  readonly escalateDays: number;
  /** The application ends as unanswered and the volunteer gets other missions. */
  readonly releaseDays: number;
  /** How long an offered place is kept. */
  readonly offerDays: number;
  /** How long a claimed task may stay without being handed in. */
  readonly claimDays: number;
  /** In which a moderator decides. */
  readonly reviewDays: number;
}

export const DEFAULT_DELAYS: Delays = {
  remindDays: 2,
  escalateDays: 5,
  releaseDays: 10,
  offerDays: 3,
  claimDays: 7,
  reviewDays: 3,
};

export type FollowUp = 'remind' | 'escalate' | 'release';

/** What was already done: 0 nothing, 1 reminded, 2 escalated. */
export type FollowUpStage = 0 | 1 | 2;

export interface Awaiting {
  readonly state: ApplicationState;
  /** When the association last owed an answer: the application, or its own last sign of life. */
  readonly since: Date;
  readonly stage: FollowUpStage;
}

const DAY = 86_400_000;

export function addDaysTo(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY);
}

/** What is due now; the strongest first, so that a program that slept does not start by reminding. */
export function dueFollowUp(
  { state, since, stage }: Awaiting,
  now: Date,
  delays: Delays,
): FollowUp | undefined {
  if (!AWAITING_ANSWER.has(state)) return undefined;
  const after = (days: number) => now.getTime() >= addDaysTo(since, days).getTime();
  if (after(delays.releaseDays)) return 'release';
  if (after(delays.escalateDays) && stage < 2) return 'escalate';
  if (after(delays.remindDays) && stage < 1) return 'remind';
  return undefined;
}

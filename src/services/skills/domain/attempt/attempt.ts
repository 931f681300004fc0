import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';

/**
 * A test that somebody takes. `waiting` for the supervisor's word, `running`, `paused` (the clock stands,
 * the same question stays), `ended` (there is a result) or `cancelled` (there is none).
 */
export type AttemptState = 'waiting' | 'running' | 'paused' | 'ended' | 'cancelled';

export interface AskedItem {
  readonly item: string;
  readonly askedAt: number;
  /** As it was given; kept whatever comes after. */
  readonly answer: string | undefined;
  /** Scored when it came. */
  readonly right: boolean | undefined;
  readonly answeredAt: number | undefined;
  /** Taken out of the result: a supervisor found it faulty, and why. */
  readonly replacedFor: string | undefined;
}

export interface Attempt {
  readonly state: AttemptState;
  /** The version of the bank, from the beginning to the result. */
  readonly bankVersion: number;
  /** Time for answering, in ms, extra time included. */
  readonly allowedMs: number;
  /** Time counted up to `countedAt`. */
  readonly spentMs: number;
  readonly countedAt: number;
  /** The page has said that it is there, and does so every few seconds: a longer silence is a lost connection. */
  readonly beats: boolean;
  readonly asked: readonly AskedItem[];
  readonly pausedFor: PauseReason | undefined;
}

export type PauseReason = 'supervisor' | 'connection' | 'person';

/** After so long without a sign from the page, the connection is lost and the clock stood still. */
export const SILENCE_MS = 30_000;
/** An answer that was on its way when the time ran out still counts. */
export const GRACE_MS = 30_000;

export type AttemptEvent =
  | { readonly what: 'start' }
  | { readonly what: 'ask'; readonly item: string }
  /** `position` in the test, from 0: the same answer sent twice is one answer. */
  | {
      readonly what: 'answer';
      readonly position: number;
      readonly answer: string;
      readonly right: boolean;
    }
  | { readonly what: 'beat' }
  | { readonly what: 'pause'; readonly reason: PauseReason }
  | { readonly what: 'resume' }
  | { readonly what: 'replace'; readonly position: number; readonly reason: string }
  | { readonly what: 'add_time'; readonly ms: number }
  | { readonly what: 'end' }
  | { readonly what: 'cancel' };

export type AttemptError =
  | 'transition_not_allowed'
  /** A question waits for its answer. */
  | 'question_open'
  | 'not_asked'
  /** `detail.position`: the question that is open now. */
  | 'already_answered'
  | 'already_replaced'
  | 'item_asked_before'
  | 'time_over';

export function newAttempt(bankVersion: number, allowedMs: number, now: number): Attempt {
  return {
    state: 'waiting',
    bankVersion,
    allowedMs,
    spentMs: 0,
    countedAt: now,
    beats: false,
    asked: [],
    pausedFor: undefined,
  };
}

const TABLE: Transitions<AttemptState, AttemptEvent['what']> = {
  waiting: { start: 'running', add_time: 'waiting', cancel: 'cancelled' },
  running: {
    ask: 'running',
    answer: 'running',
    beat: 'running',
    pause: 'paused',
    replace: 'running',
    add_time: 'running',
    end: 'ended',
    cancel: 'cancelled',
  },
  paused: {
    // Written before the cut, and kept when it arrives.
    answer: 'paused',
    beat: 'paused',
    resume: 'running',
    replace: 'paused',
    add_time: 'paused',
    end: 'ended',
    cancel: 'cancelled',
  },
  ended: {},
  cancelled: {},
};

/** The only way an attempt changes; the one given does not. `now` in ms, never before the last one. */
export function applyToAttempt(
  attempt: Attempt,
  event: AttemptEvent,
  now: number,
): Result<Attempt, AttemptError> {
  const moved = transition(TABLE, attempt.state, event.what);
  if (!moved.ok) return moved;
  const next: Attempt = { ...withTime(attempt, now), state: moved.value };
  switch (event.what) {
    case 'ask':
      return ask(next, event.item, now);
    case 'answer':
      return answer(next, event, now);
    case 'replace':
      return replace(next, event.position, event.reason);
    case 'add_time':
      return ok({ ...next, allowedMs: next.allowedMs + Math.max(0, event.ms) });
    case 'pause':
      return ok({ ...next, pausedFor: event.reason });
    case 'start':
      return ok(next);
    case 'beat':
      return ok({ ...next, beats: true });
    case 'resume':
    case 'end':
    case 'cancel':
      return ok({ ...next, pausedFor: undefined });
  }
}

/**
 * The clock up to now: it runs while running; of a silence, only what a living connection would have
 * taken counts, so that neither a cut nor a restart of the server costs anybody time.
 */
function withTime(attempt: Attempt, now: number): Attempt {
  const passed = Math.max(0, now - attempt.countedAt);
  const counts = attempt.beats ? Math.min(passed, SILENCE_MS) : passed;
  const spentMs = attempt.state === 'running' ? attempt.spentMs + counts : attempt.spentMs;
  return { ...attempt, spentMs, countedAt: Math.max(now, attempt.countedAt) };
}

/** Time left at `now`, in ms, 0 when it is over. */
export function timeLeft(attempt: Attempt, now: number): number {
  return Math.max(0, attempt.allowedMs - withTime(attempt, now).spentMs);
}

/** The question to show: also after a pause, on another device, after a restart. `undefined`: ask a new one. */
export function openQuestion({ asked }: Attempt): { position: number; item: string } | undefined {
  const position = asked.length - 1;
  const last = asked[position];
  if (!last || last.answer !== undefined || last.replacedFor !== undefined) return undefined;
  return { position, item: last.item };
}

/** The answers that count, in their order. */
export function answersOf({ asked }: Attempt): readonly { item: string; right: boolean }[] {
  return asked.flatMap(({ item, right, replacedFor }) =>
    right === undefined || replacedFor !== undefined ? [] : [{ item, right }],
  );
}

function ask(attempt: Attempt, item: string, now: number): Result<Attempt, AttemptError> {
  if (openQuestion(attempt)) return refuse('question_open');
  if (attempt.spentMs >= attempt.allowedMs) return refuse('time_over');
  if (attempt.asked.some((one) => one.item === item)) return refuse('item_asked_before');
  const next: AskedItem = {
    item,
    askedAt: now,
    answer: undefined,
    right: undefined,
    answeredAt: undefined,
    replacedFor: undefined,
  };
  return ok({ ...attempt, asked: [...attempt.asked, next] });
}

function answer(
  attempt: Attempt,
  { position, answer: given, right }: Extract<AttemptEvent, { what: 'answer' }>,
  now: number,
): Result<Attempt, AttemptError> {
  const asked = attempt.asked[position];
  if (!asked) return refuse('not_asked');
  if (asked.answer === given) return ok(attempt);
  if (asked.answer !== undefined || asked.replacedFor !== undefined) {
    return refuse('already_answered', { position: attempt.asked.length - 1 });
  }
  if (attempt.spentMs > attempt.allowedMs + GRACE_MS) return refuse('time_over');
  return ok(changed(attempt, position, { ...asked, answer: given, right, answeredAt: now }));
}

function replace(
  attempt: Attempt,
  position: number,
  reason: string,
): Result<Attempt, AttemptError> {
  const asked = attempt.asked[position];
  if (!asked) return refuse('not_asked');
  if (asked.replacedFor !== undefined) return refuse('already_replaced');
  return ok(changed(attempt, position, { ...asked, replacedFor: reason }));
}

function changed(attempt: Attempt, position: number, item: AskedItem): Attempt {
  return { ...attempt, asked: attempt.asked.map((one, at) => (at === position ? item : one)) };
}

/**
 * waiting     written, not begun
 * sending     a worker has begun; a crash now leaves it unknown whether it went out
 * sent        accepted by the server, the gateway or the push service
 * delivered   the gateway says it reached the telephone
 * uncertain   begun, never confirmed, and not safe to begin again: a person decides
 * failed      refused for good, or out of attempts
 * undelivered accepted, and later reported as not delivered
 * cancelled, muted, expired: never begun
 * abandoned   failed or uncertain, and an administrator decided to leave it so
 * captured    demo or exercise: shown in the demo outbox, never sent
 */
export const MESSAGE_STATES = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'uncertain',
  'failed',
  'undelivered',
  'cancelled',
  'muted',
  'expired',
  'captured',
  'abandoned',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const MESSAGE_EVENTS = [
  'begin',
  'accept',
  'postpone',
  'refuse',
  'lose',
  'deliver',
  'bounce',
  'cancel',
  'mute',
  'expire',
  'capture',
  'retry',
  'give_up',
] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

const TRANSITIONS: Readonly<
  Record<MessageState, Readonly<Partial<Record<MessageEvent, MessageState>>>>
> = {
  waiting: {
    begin: 'sending',
    postpone: 'waiting',
    cancel: 'cancelled',
    mute: 'muted',
    expire: 'expired',
    capture: 'captured',
  },
  // A receipt can overtake the gateway's own answer.
  sending: {
    accept: 'sent',
    postpone: 'waiting',
    refuse: 'failed',
    lose: 'uncertain',
    deliver: 'delivered',
    bounce: 'undelivered',
  },
  sent: { deliver: 'delivered', bounce: 'undelivered' },
  uncertain: {
    accept: 'sent',
    deliver: 'delivered',
    bounce: 'undelivered',
    refuse: 'failed',
    retry: 'waiting',
    give_up: 'abandoned',
  },
  failed: { retry: 'waiting', give_up: 'abandoned' },
  // It had perhaps left: a receipt still tells the truth.
  abandoned: { deliver: 'delivered', bounce: 'undelivered' },
  delivered: {},
  undelivered: {},
  cancelled: {},
  muted: {},
  expired: {},
  captured: {},
};

/** The state after an event, or undefined when the event changes nothing (late, double, out of order). */
export function nextState(state: MessageState, event: MessageEvent): MessageState | undefined {
  return TRANSITIONS[state][event];
}

/** The states in which an event does something: the WHERE of the statement that applies it. */
export function statesBefore(event: MessageEvent): readonly MessageState[] {
  return MESSAGE_STATES.filter((state) => nextState(state, event) !== undefined);
}

/** Nothing sends a message that is in one of these. */
export function isSettled(state: MessageState): boolean {
  return state !== 'waiting' && state !== 'sending';
}

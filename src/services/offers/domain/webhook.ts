import type { Transitions } from '#platform/kernel/transitions.ts';

export const CALL_STATES = ['waiting', 'delivered', 'given_up'] as const;
export type CallState = (typeof CALL_STATES)[number];
export type CallEvent = 'succeed' | 'give_up' | 'send_again';

export const CALL: Transitions<CallState, CallEvent> = {
  waiting: { succeed: 'delivered', give_up: 'given_up' },
  delivered: { send_again: 'waiting' },
  given_up: { send_again: 'waiting' },
};

/** Minutes between two tries: seven in about twenty-one hours, so that a night's breakdown loses nothing. */
export const RETRY_MINUTES = [1, 5, 30, 120, 360, 720] as const;

/** When to try again after so many tries in vain; undefined: never. */
export function nextTry(tries: number, now: Date): Date | undefined {
  const minutes = RETRY_MINUTES[tries - 1];
  return minutes === undefined ? undefined : new Date(now.getTime() + minutes * 60_000);
}

/** How long the secret before still signs beside the new one. */
export const FORMER_SECRET_HOURS = 24;

/** What the signature covers: the body alone could be sent again under another time or name. */
export function signedContent(id: string, seconds: number, body: string): string {
  return `${id}.${seconds}.${body}`;
}

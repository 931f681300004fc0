import type { Channel } from './message.ts';
import type { MessageEvent } from './message-state.ts';

/** How one try to hand a message over ended. */
export type Outcome =
  /** Taken; text messages give one identifier per piece. */
  | { readonly kind: 'accepted'; readonly providerIds: readonly string[] }
  /** Certainly not taken, because of this message: a full mailbox, a greylist. */
  | { readonly kind: 'later'; readonly reason: string }
  /** Certainly not taken, because of the way out: refused connection, wrong password. */
  | { readonly kind: 'gateway_down'; readonly reason: string }
  /** Certainly not taken: too fast. */
  | { readonly kind: 'too_fast'; readonly reason: string }
  /** Refused for good; `addressFault` when nothing will ever reach that address. */
  | { readonly kind: 'refused'; readonly reason: string; readonly addressFault: boolean }
  /** Perhaps taken: the answer never came. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Tries before giving up, and seconds before the second one (doubled each time, at most six hours). */
const RETRY: Readonly<Record<Channel, { readonly limit: number; readonly delay: number }>> = {
  email: { limit: 10, delay: 60 },
  sms: { limit: 6, delay: 20 },
  push: { limit: 5, delay: 20 },
};
const LONGEST_DELAY_S = 6 * 3600;
const TOO_FAST_DELAY_S = 2;
/** Nothing was wrong with the message: it goes as soon as a way out is there. */
const GATEWAY_DELAY_S = 1;

export interface Tried {
  readonly channel: Channel;
  /** This try included. */
  readonly attempts: number;
  /** Beginning again cannot reach the person twice: an idempotency key, a Message-ID, a topic. */
  readonly idempotent: boolean;
}

export type Consequence =
  | { readonly event: Extract<MessageEvent, 'accept' | 'refuse' | 'lose'> }
  | {
      readonly event: 'postpone';
      /** Seconds. */
      readonly delay: number;
      /** Only the same way out knows whether it has it already. */
      readonly pinned: boolean;
      /** Does this try count towards the limit? */
      readonly counts: boolean;
    };

/** What follows from a try, for each channel's promise of "at most once". */
export function consequence(tried: Tried, outcome: Outcome): Consequence {
  const { limit, delay } = RETRY[tried.channel];
  const backOff = Math.min(delay * 2 ** (tried.attempts - 1), LONGEST_DELAY_S);
  switch (outcome.kind) {
    case 'accepted':
      return { event: 'accept' };
    case 'refused':
      return { event: 'refuse' };
    case 'gateway_down':
      return { event: 'postpone', delay: GATEWAY_DELAY_S, pinned: false, counts: false };
    case 'too_fast':
      return { event: 'postpone', delay: TOO_FAST_DELAY_S, pinned: false, counts: false };
    case 'later':
      if (tried.attempts >= limit) return { event: 'refuse' };
      return { event: 'postpone', delay: backOff, pinned: false, counts: true };
    case 'unknown':
      if (!tried.idempotent || tried.attempts >= limit) return { event: 'lose' };
      return { event: 'postpone', delay: backOff, pinned: true, counts: true };
  }
}

import type { Outcome } from '../domain/attempt.ts';
import type { Channel, Purpose } from '../domain/message.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';

/** What a transport needs of a message. */
export interface Parcel {
  /** The same on every try: an idempotency key. */
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly lang: 'fr' | 'en';
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly createdAt: Date;
  /** What it costs in the pace: the segments of a text message, else 1. */
  readonly cost: number;
  /** Where one tap says "no more of these", absent for what cannot be muted. */
  readonly unsubscribeUrl: string | undefined;
}

/** One way out. `send` never throws: whatever happens is an outcome. */
export interface Transport {
  /** Written on the message before it goes: 'smtp', 'push', or the gateway's name. */
  readonly name: string;
  readonly channel: Channel;
  /** Sending the same parcel again cannot reach the person twice. */
  readonly idempotent: boolean;
  readonly perSecond: number;
  readonly concurrency: number;
  /** After which an answer that has not come is `unknown`. */
  readonly timeoutSeconds: number;
  /** Hours in which this way out holds messages back, in Paris time. */
  readonly closed: QuietHours | undefined;
  send(parcel: Parcel): Promise<Outcome>;
  close(): Promise<void>;
}

import webpush from 'web-push';
import type { Context } from '../../context.ts';
import type { Outcome } from '../domain/attempt.ts';
import { keepVapidKeys, selectVapidKeys, type VapidKeys } from '../queries/installation.ts';
import {
  deletePushSubscription,
  type PushSubscription,
  selectPushSubscriptions,
} from '../queries/push.ts';
import type { Parcel, Transport } from './transport.ts';

const TIMEOUT_S = 15;
/** A push service keeps a message that long for a telephone that is off. */
const KEPT_S = 12 * 3600;

/** The keys by which push services know this installation, made on first use. */
export async function vapidKeys(ctx: Context): Promise<VapidKeys> {
  return (await selectVapidKeys(ctx.db)) ?? keepVapidKeys(ctx.db, webpush.generateVAPIDKeys());
}

/** Web push to every browser an account has subscribed. The topic replaces a double on the telephone. */
export function pushTransport(ctx: Context, keys: VapidKeys, contact: string): Transport {
  async function toBrowser(subscription: PushSubscription, parcel: Parcel): Promise<Outcome> {
    const { endpoint, p256dh, auth } = subscription;
    try {
      await webpush.sendNotification({ endpoint, keys: { p256dh, auth } }, payloadOf(parcel), {
        vapidDetails: { subject: contact, ...keys },
        TTL: KEPT_S,
        urgency: parcel.purpose === 'crisis' ? 'high' : 'normal',
        // At most 32 characters of the URL-safe alphabet.
        topic: parcel.id.replaceAll('-', ''),
        timeout: TIMEOUT_S * 1_000,
      });
      return { kind: 'accepted', providerIds: [] };
    } catch (error) {
      const status = (error as { statusCode?: number }).statusCode;
      if (status === 404 || status === 410) await deletePushSubscription(ctx.db, endpoint);
      return outcomeOf(status, String(error));
    }
  }

  return {
    name: 'push',
    channel: 'push',
    idempotent: true,
    perSecond: 50,
    concurrency: 20,
    timeoutSeconds: TIMEOUT_S + 5,
    closed: undefined,
    async send(parcel) {
      const subscriptions = await selectPushSubscriptions(ctx.db, parcel.recipient);
      if (subscriptions.length === 0) {
        return { kind: 'refused', reason: 'no_subscription', addressFault: false };
      }
      const outcomes = await Promise.all(subscriptions.map((one) => toBrowser(one, parcel)));
      return (
        outcomes.find(({ kind }) => kind === 'accepted') ??
        outcomes.find(({ kind }) => kind !== 'refused') ??
        (outcomes[0] as Outcome)
      );
    },
    close: async () => {},
  };
}

function outcomeOf(status: number | undefined, reason: string): Outcome {
  if (status === undefined) return { kind: 'later', reason: reason.slice(0, 200) };
  if (status === 429 || status >= 500) return { kind: 'later', reason: `HTTP ${status}` };
  return { kind: 'refused', reason: `HTTP ${status}`, addressFault: false };
}

const URL_LINE = /^https?:\/\/\S+$/;

/** What the service worker shows. Encrypted for the browser; about 3,000 octets fit. */
export function payloadOf(parcel: Pick<Parcel, 'id' | 'subject' | 'text' | 'lang'>): string {
  const lines = parcel.text.split('\n');
  const url = lines.find((line) => URL_LINE.test(line.trim()))?.trim();
  const body = lines
    .filter((line) => !URL_LINE.test(line.trim()))
    .join('\n')
    .trim();
  return JSON.stringify({
    id: parcel.id,
    lang: parcel.lang,
    title: parcel.subject ?? 'Renfort',
    body: body.slice(0, 800),
    url,
  });
}

import { createECDH } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestDetails } from 'web-push';
import type { Context } from '../../context.ts';
import { isPublicAddress, lookupPublic } from '../../outbound/public-address.ts';
import type { Outcome } from '../domain/attempt.ts';
import { keepVapidKeys, selectVapidKeys, type VapidKeys } from '../queries/installation.ts';
import {
  deletePushSubscription,
  type PushSubscription,
  selectPushSubscriptions,
} from '../queries/push.ts';
import type { MessagingSettings } from '../settings.ts';
import type { Parcel, Transport } from './transport.ts';

const webPush = async () => (await import('web-push')).default;

const TIMEOUT_S = 15;
/** A push service keeps a message that long for a telephone that is off. */
const KEPT_S = 12 * 3600;

/** The keys by which push services know this installation: of the settings, else made on first use. */
export async function vapidKeys(
  ctx: Context,
  { pushPrivateKey }: Pick<MessagingSettings, 'pushPrivateKey'>,
): Promise<VapidKeys> {
  if (!pushPrivateKey) {
    const known = await selectVapidKeys(ctx.db);
    return known ?? keepVapidKeys(ctx.db, (await webPush()).generateVAPIDKeys());
  }
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(pushPrivateKey, 'base64url'));
  return { publicKey: pair.getPublicKey('base64url'), privateKey: pushPrivateKey };
}

/** Web push to every browser an account has subscribed. The topic replaces a double on the telephone. */
export function pushTransport(
  ctx: Context,
  keys: VapidKeys,
  { pushContact, localPush }: Pick<MessagingSettings, 'pushContact' | 'localPush'>,
): Transport {
  async function toBrowser(subscription: PushSubscription, parcel: Parcel): Promise<Outcome> {
    const { endpoint, p256dh, auth } = subscription;
    if (!localPush && !isPublicAddress(endpoint)) return refusal('EPRIVATE');
    try {
      const details = (await webPush()).generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        payloadOf(parcel),
        {
          vapidDetails: { subject: pushContact, ...keys },
          TTL: KEPT_S,
          urgency: parcel.purpose === 'crisis' ? 'high' : 'normal',
          // At most 32 characters of the URL-safe alphabet.
          topic: parcel.id.replaceAll('-', ''),
        },
      );
      const status = await post(details, localPush);
      if (status === 404 || status === 410) await deletePushSubscription(ctx.db, endpoint);
      return outcomeOf(status);
    } catch (error) {
      const { code } = error as { code?: string };
      return code === 'EPRIVATE'
        ? refusal(code)
        : { kind: 'later', reason: String(error).slice(0, 200) };
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
        return refusal('no_subscription');
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

/** The status alone: what the service writes beside it is not read, nor is it followed elsewhere. */
function post({ endpoint, headers, body }: RequestDetails, local: boolean): Promise<number> {
  const http = local && endpoint.startsWith('http:') ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const request = http(
      endpoint,
      {
        method: 'POST',
        headers: headers as Record<string, string>,
        signal: AbortSignal.timeout(TIMEOUT_S * 1_000),
        ...(local ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'accepted', providerIds: [] };
  if (status === 429 || status >= 500) return { kind: 'later', reason: `HTTP ${status}` };
  return refusal(`HTTP ${status}`);
}

function refusal(reason: string): Outcome {
  return { kind: 'refused', reason, addressFault: false };
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

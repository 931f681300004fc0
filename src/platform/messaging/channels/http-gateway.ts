import type { Context } from '../../context.ts';
import type { Outcome } from '../domain/attempt.ts';
import type { HttpSettings } from '../settings.ts';
import { parseJson, valueAt } from './json-path.ts';
import { sign } from './signature.ts';
import { closedHours } from './smpp-gateway.ts';
import type { Parcel, Transport } from './transport.ts';

const LONGEST_ANSWER = 100_000;

/** An SMS gateway spoken to by HTTP, as its configuration describes. */
export function httpGateway(settings: HttpSettings, clock: Context['clock']): Transport {
  async function send(parcel: Parcel): Promise<Outcome> {
    const { url, init } = request(settings, parcel, clock.now());
    let response: Response;
    let answer: string;
    try {
      response = await fetch(url, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(settings.timeoutSeconds * 1_000),
      });
      answer = (await response.text()).slice(0, LONGEST_ANSWER);
    } catch (error) {
      return outcomeOfFailure(error);
    }
    return outcomeOf(settings, parcel, response.status, answer);
  }
  return {
    name: settings.name,
    channel: 'sms',
    idempotent: settings.idempotent,
    perSecond: settings.perSecond,
    concurrency: settings.concurrency,
    // A little more than the request's own, whose error says more.
    timeoutSeconds: settings.timeoutSeconds + 2,
    closed: closedHours(settings.closed),
    send,
    close: async () => {},
  };
}

export function request(
  settings: HttpSettings,
  parcel: Parcel,
  now: Date,
): { url: string; init: RequestInit } {
  const values: Record<string, string> = {
    to: parcel.recipient,
    text: parcel.text + settings.stopClause,
    from: settings.sender,
    id: parcel.id,
    lang: parcel.lang,
  };
  const url = fill(settings.url, values, encodeURIComponent);
  const headers = new Headers();
  for (const [name, value] of Object.entries(settings.headers)) {
    headers.set(
      name,
      fill(value, values, (text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
    );
  }
  let body = '';
  if (settings.bodyFormat === 'json') {
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    body = fill(settings.body, values, (text) => JSON.stringify(text).slice(1, -1));
  } else if (settings.bodyFormat === 'form') {
    headers.set('content-type', 'application/x-www-form-urlencoded');
    body = fill(settings.body, values, encodeURIComponent);
  }
  if (settings.signature) {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    headers.set(settings.signature.timestampHeader, timestamp);
    headers.set(settings.signature.header, sign(settings.signature.secret, timestamp, body));
  }
  return {
    url,
    init: { method: settings.method, headers, ...(settings.method === 'GET' ? {} : { body }) },
  };
}

function fill(
  template: string,
  values: Readonly<Record<string, string>>,
  escaped: (text: string) => string,
): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    name in values ? escaped(values[name] as string) : whole,
  );
}

/** The request never reached the gateway when the connection itself failed. */
function outcomeOfFailure(error: unknown): Outcome {
  const code = ((error as { cause?: { code?: string } }).cause?.code ?? '').toString();
  const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];
  return unreached.includes(code)
    ? { kind: 'gateway_down', reason: code }
    : { kind: 'unknown', reason: code || String(error) };
}

function outcomeOf(
  settings: HttpSettings,
  parcel: Parcel,
  status: number,
  answer: string,
): Outcome {
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) {
    const id = settings.idPath === '' ? parcel.id : valueAt(parseJson(answer), settings.idPath);
    return { kind: 'accepted', providerIds: id ? [id] : [] };
  }
  if (status === 429) return { kind: 'too_fast', reason };
  if (status === 503) return { kind: 'gateway_down', reason };
  // A proxy answers 502 or 504 without knowing what became of the request behind it.
  if (status >= 500) return { kind: 'unknown', reason };
  if (settings.refusedStatuses.includes(status)) {
    return { kind: 'refused', reason, addressFault: true };
  }
  return { kind: 'gateway_down', reason };
}

import { look, type RateRule, take } from '../../auth/rate-limit.ts';
import type { Context } from '../../context.ts';
import { clientAddress } from '../../http/address.ts';
import type { Request } from '../../http/env.ts';
import { routes } from '../../http/routes.ts';
import { itemsOf, readReceipt, readReply, type Word } from '../channels/gateway-word.ts';
import { isSigned } from '../channels/signature.ts';
import { receiveSms } from '../incoming.ts';
import { receiveReceipt } from '../receipts.ts';
import { type CallbackSettings, readSettings } from '../settings.ts';

/** What a gateway may post at once: some thousands of receipts. */
const MAX_BYTES = 256 * 1024;

/** Wrong signatures, by network address. What is signed is never counted: it comes as fast as texts go. */
const UNSIGNED: RateRule = { name: 'gateway_unsigned', points: 60, minutes: 10 };

const SIGNED_BY_GATEWAY = { proof: 'other', limit: 'by_handler', maxBytes: MAX_BYTES } as const;

export const pages = routes();

/** What became of texts that a gateway took. */
pages.post(
  '/gateway/:name/receipts',
  'public',
  (c) =>
    hear(c, ({ receipt }) => ({
      list: receipt.list,
      read: (item) => readReceipt(receipt, item),
      act: (ctx, gateway, word) => receiveReceipt(ctx, { gateway, ...word }),
    })),
  SIGNED_BY_GATEWAY,
);

/** What people answer by text: "A1", "STOP". */
pages.post(
  '/gateway/:name/replies',
  'public',
  (c) =>
    hear(c, ({ reply }) => ({
      list: reply.list,
      read: (item) => readReply(reply, item),
      act: (ctx, gateway, word) => receiveSms(ctx, { gateway, ...word }),
    })),
  SIGNED_BY_GATEWAY,
);

interface Listener<T> {
  readonly list: string;
  readonly read: (item: unknown) => Word<T>;
  readonly act: (ctx: Context, gateway: string, word: T) => Promise<void>;
}

/** Everything understood is kept before anything is refused, so that a gateway may simply try again. */
async function hear<T>(
  c: Request,
  listenerFor: (callbacks: CallbackSettings) => Listener<T>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const name = c.req.param('name') ?? '';
  const address = clientAddress(c);
  if (address && !(await look(ctx, UNSIGNED, address)).allowed) {
    return c.text('Too many requests with a wrong signature; try again in ten minutes.\n', 429);
  }
  const callbacks = callbacksOf(ctx, name);
  const body = await c.req.text();
  if (!callbacks || !isFrom(c, callbacks, body)) {
    if (address) await take(ctx, UNSIGNED, address);
    return callbacks ? refuseUnsigned(c, callbacks) : c.text('No such gateway.\n', 404);
  }
  const { list, read, act } = listenerFor(callbacks);
  const items = itemsOf(body, c.req.header('content-type') ?? '', list);
  if (!items) {
    const where = list === '' ? 'an object or a list' : `an object or a list at "${list}"`;
    return c.text(`Expected JSON with ${where}, or a form.\n`, 422);
  }
  const missing: string[] = [];
  for (const [index, item] of items.entries()) {
    const word = read(item);
    if (word.kind === 'understood') await act(ctx, name, word.value);
    if (word.kind === 'missing') missing.push(`Item ${index + 1} has no "${word.name}".\n`);
  }
  if (missing.length === 0) return c.text('OK\n');
  ctx.log.warn(
    { gateway: name, missing: missing.slice(0, 5) },
    'a gateway posts what is not understood',
  );
  return c.text(missing.slice(0, 20).join(''), 422);
}

function callbacksOf(ctx: Context, name: string): CallbackSettings | undefined {
  for (const gateway of readSettings(ctx.config).sms) {
    if (gateway.kind === 'http' && gateway.name === name) return gateway.callbacks;
  }
  return undefined;
}

function isFrom(c: Request, callbacks: CallbackSettings, body: string): boolean {
  return isSigned(
    callbacks.secret,
    c.req.header(callbacks.timestampHeader),
    body,
    c.req.header(callbacks.header),
    c.get('ctx').clock.now(),
  );
}

function refuseUnsigned(c: Request, { header, timestampHeader }: CallbackSettings): Response {
  return c.text(
    `The signature is wrong or older than five minutes. Expected "${timestampHeader}": seconds since ` +
      `1970, and "${header}": HMAC-SHA256 of timestamp.body in hexadecimal.\n`,
    401,
  );
}
